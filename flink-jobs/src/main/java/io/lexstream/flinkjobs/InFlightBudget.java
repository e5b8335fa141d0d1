package io.lexstream.flinkjobs;

import io.lexstream.schemas.Topic;
import io.lexstream.settings.SettingsException;

/**
 * The memory of records in flight, in bytes read from Kafka. Tokens, windows, tensors and results,
 * which contain the text again, need more memory while a record is in flight. Long texts therefore
 * need a heap of several times this size.
 */
final class InFlightBudget {

  private InFlightBudget() {}

  /**
   * Checks that the records in flight fit, even if all have the largest size of their topic.
   *
   * @throws SettingsException that names the setting to lower
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
