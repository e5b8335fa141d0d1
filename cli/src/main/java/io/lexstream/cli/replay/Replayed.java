package io.lexstream.cli.replay;

import java.util.Map;

/**
 * Counts of a run.
 *
 * @param sent replayed letters by reason
 * @param incomplete letters skipped because their key and value were too large to store
 * @param withoutTopic letters skipped because their topic does not exist
 */
public record Replayed(Map<String, Long> sent, long incomplete, long withoutTopic) {

  public Replayed {
    sent = Map.copyOf(sent);
  }
}
