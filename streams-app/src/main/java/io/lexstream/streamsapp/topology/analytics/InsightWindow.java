package io.lexstream.streamsapp.topology.analytics;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** The lengths of windows. */
public enum InsightWindow {
  MINUTE("1m", Duration.ofMinutes(1), Duration.ofDays(2)),
  HOUR("1h", Duration.ofHours(1), Duration.ofDays(30));

  private final String text;
  private final Duration size;
  private final Duration kept;

  InsightWindow(String text, Duration size, Duration kept) {
    this.text = text;
    this.size = size;
    this.kept = kept;
  }

  /** The name in keys and queries: {@code 1m}, {@code 1h}. */
  public String text() {
    return text;
  }

  public Duration size() {
    return size;
  }

  /** How long windows can be queried. */
  public Duration kept() {
    return kept;
  }

  /** Name of the store. */
  public String store() {
    return "insights-" + text;
  }

  public static Optional<InsightWindow> of(String text) {
    return Arrays.stream(values()).filter(window -> window.text.equals(text)).findFirst();
  }
}
