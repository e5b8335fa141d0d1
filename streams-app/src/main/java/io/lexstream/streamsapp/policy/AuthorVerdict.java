package io.lexstream.streamsapp.policy;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A person's verdict, which replaces the decision on the document in its author's history.
 *
 * @param replaced the policy's decision or an earlier verdict; null if unknown
 * @param verdict the new one
 * @param at time of the document in the history, ms since the epoch
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
