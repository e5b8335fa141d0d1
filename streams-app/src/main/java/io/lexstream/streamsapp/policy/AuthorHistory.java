package io.lexstream.streamsapp.policy;

import java.time.Duration;

/**
 * Counts of an author's documents that were blocked or held for review, in windows that slide by
 * the minute. Not thread-safe.
 */
public abstract class AuthorHistory {

  /** Resolution in ms. Windows are rounded up to whole minutes. */
  public static final long MINUTE = 60_000;

  /**
   * Number of the author's documents with decision {@code kind} in the window that ends at {@code
   * at}.
   */
  public final long count(String authorKey, DecisionKind kind, Duration within, long at) {
    if (authorKey == null) {
      return 0;
    }
    return Math.max(0, sum(key(authorKey, kind), minute(at - within.toMillis()), minute(at)));
  }

  /** Adds the decision on a document. */
  public final void addDecision(Facts facts, DecisionKind kind) {
    change(facts.authorKey(), kind, facts.at(), 1);
  }

  /** Replaces the decision on a document by a person's verdict. */
  public final void replaceWithVerdict(AuthorVerdict verdict) {
    if (verdict.replaced() != null) {
      change(verdict.authorKey(), verdict.replaced(), verdict.at(), -1);
    }
    change(verdict.authorKey(), verdict.verdict(), verdict.at(), 1);
  }

  /** Sum of all changes of {@code key} in the minutes {@code from} to {@code to}, both included. */
  protected abstract long sum(String key, long from, long to);

  /** Adds {@code change} to {@code key} in the minute that starts at {@code minute}. */
  protected abstract void add(String key, long minute, long change);

  private void change(String authorKey, DecisionKind kind, long at, long change) {
    if (authorKey != null && kind != DecisionKind.ALLOW) {
      add(key(authorKey, kind), minute(at), change);
    }
  }

  private static String key(String authorKey, DecisionKind kind) {
    return kind.text() + '\u001f' + authorKey;
  }

  private static long minute(long at) {
    return Math.max(0, at - Math.floorMod(at, MINUTE));
  }
}
