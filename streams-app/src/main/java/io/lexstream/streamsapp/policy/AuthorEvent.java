package io.lexstream.streamsapp.policy;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * An event in an author's history. Events of one author are partitioned together and processed in
 * one order.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Facts.class, name = "document"),
  @JsonSubTypes.Type(value = AuthorVerdict.class, name = "verdict")
})
public sealed interface AuthorEvent permits Facts, AuthorVerdict {

  /**
   * Source and author. The same name in two sources is two authors. Null if the author is unknown.
   */
  @JsonIgnore
  String authorKey();

  /** Key of {@code author} of {@code source}; null if the author is unknown. */
  static String authorKey(String source, String author) {
    return author == null ? null : (source == null ? "" : source) + '\u001f' + author;
  }
}
