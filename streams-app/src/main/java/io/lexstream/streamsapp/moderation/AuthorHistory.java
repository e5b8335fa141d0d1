package io.lexstream.streamsapp.moderation;

import java.time.Duration;

/**
 * How often an author's documents were held for review or blocked, over windows that slide by the
 * minute. Not thread-safe.
 */
public abstract class AuthorHistory {

  /** Grain of the history: a window is rounded up to whole minutes. */
  static final long MINUTE = 60_000;

  /**
   * Documents of the author for which {@code action} stood within the window that ends at {@code
   * at}.
   */
  final long count(String authorKey, Action action, Duration within, long at) {
    if (authorKey == null) {
      return 0;
    }
    return Math.max(0, sum(key(authorKey, action), minute(at - within.toMillis()), minute(at)));
  }

  /** Notes that {@code facts} were decided. */
  final void decided(Facts facts, Action action) {
    change(facts.authorKey(), action, facts.at(), 1);
  }

  /** Puts a verdict in the place of what stood for the document. */
  final void judged(Verdict verdict) {
    if (verdict.replaced() != null) {
      change(verdict.authorKey(), verdict.replaced(), verdict.at(), -1);
    }
    change(verdict.authorKey(), verdict.verdict(), verdict.at(), 1);
  }

  /** Sum of what was added to {@code key} in minutes {@code from} to {@code to}, both included. */
  protected abstract long sum(String key, long from, long to);

  /** Adds {@code change} to {@code key} in the minute that starts at {@code minute}. */
  protected abstract void add(String key, long minute, long change);

  private void change(String authorKey, Action action, long at, long change) {
    if (authorKey != null && action != Action.ALLOW) {
      add(key(authorKey, action), minute(at), change);
    }
  }

  private static String key(String authorKey, Action action) {
    return action.text() + '\u001f' + authorKey;
  }

  private static long minute(long at) {
    return Math.max(0, at - Math.floorMod(at, MINUTE));
  }
}
