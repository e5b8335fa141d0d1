package io.lexstream.streamsapp.policy;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** Something that happens to an author; brought together by author, in one order for all of it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Facts.class, name = "document"),
  @JsonSubTypes.Type(value = AuthorVerdict.class, name = "verdict")
})
public sealed interface AuthorEvent permits Facts, AuthorVerdict {

  /**
   * The author as sources name them: the same name in two sources is two authors. Null for nobody.
   */
  @JsonIgnore
  String authorKey();

  /** Key of {@code author} of {@code source}; null when the author is unknown. */
  static String authorKey(String source, String author) {
    return author == null ? null : (source == null ? "" : source) + '\u001f' + author;
  }
}
