package io.lexstream.flinkjobs;

import io.lexstream.schemas.Topic;
import io.lexstream.settings.SettingsException;

/**
 * Memory that records in flight may take, as bytes read from Kafka. What the analyzer makes of them
 * (tokens, windows, tensors) and the results, which carry the text once more, come on top; they
 * exist for records under way only, so a heap of several times this is needed where texts are long.
 */
final class InFlightBudget {

  private InFlightBudget() {}

  /**
   * Checks that records in flight fit, even if all are as large as their topic allows.
   *
   * @throws SettingsException saying what to lower
   */
  static void check(EnrichmentConfig config) {
    long largest = Topic.DOCUMENTS.largestRecord();
    long needed = config.capacity() * largest;
    if (needed <= config.inFlightBytes()) {
      return;
    }
    long fitting = config.inFlightBytes() / largest;
    throw new SettingsException(
        EnrichmentConfig.CAPACITY
            + " "
            + config.capacity()
            + " records of up to "
            + largest
            + " bytes may take "
            + needed
            + " bytes, more than "
            + EnrichmentConfig.IN_FLIGHT_SIZE
            + " "
            + config.inFlightBytes()
            + ": "
            + (fitting > 0
                ? "lower " + EnrichmentConfig.CAPACITY + " to " + fitting + " or raise "
                : "raise ")
            + EnrichmentConfig.IN_FLIGHT_SIZE);
  }
}
