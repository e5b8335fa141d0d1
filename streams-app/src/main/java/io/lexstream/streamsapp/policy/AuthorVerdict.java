package io.lexstream.streamsapp.policy;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A person's verdict, taking the place of what stood for the document in its author's history.
 *
 * @param replaced what stood there: the policy's action or an earlier verdict; null when unknown
 * @param verdict what stands there now
 * @param at the document's own time in the history, ms since the epoch
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AuthorVerdict(
    String id, String source, String author, DecisionKind replaced, DecisionKind verdict, long at)
    implements AuthorEvent {

  @Override
  public String authorKey() {
    return AuthorEvent.authorKey(source, author);
  }
}
