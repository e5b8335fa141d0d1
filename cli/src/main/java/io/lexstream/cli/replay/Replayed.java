package io.lexstream.cli.replay;

import java.util.Map;

/**
 * What came of a run.
 *
 * @param sent letters that went back, by reason
 * @param incomplete letters passed over because their key and value were too large to be kept
 * @param homeless letters passed over because there is no topic for them to go back to
 */
public record Replayed(Map<String, Long> sent, long incomplete, long homeless) {

  public Replayed {
    sent = Map.copyOf(sent);
  }
}
