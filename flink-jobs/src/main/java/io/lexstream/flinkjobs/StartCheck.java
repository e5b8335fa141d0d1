package io.lexstream.flinkjobs;

import io.lexstream.schemas.Topic;
import io.lexstream.settings.SettingsException;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses a start that would lose records. Offsets are committed with a checkpoint, while records
 * below them may still be in flight in it: who begins at the offsets and not at the checkpoint
 * never enriches those.
 */
final class StartCheck {

  private static final Logger LOG = LoggerFactory.getLogger(StartCheck.class);

  /** The value of Flink's option that means there is none. */
  private static final String NO_HIGH_AVAILABILITY = "NONE";

  private StartCheck() {}

  /**
   * Checks that the job begins from state, or for the first time.
   *
   * @param flink where Flink was told what to restore
   * @throws SettingsException naming the group, and how to restore or to accept the loss
   */
  static void check(ReadableConfig flink, EnrichmentConfig config, Brokers brokers) {
    if (config.start() == Start.FROM_COMMITTED_OFFSETS
        || flink.getOptional(StateRecoveryOptions.SAVEPOINT_PATH).isPresent()
        || !hasCommittedOffsets(config, brokers)) {
      return;
    }
    if (!flink.get(HighAvailabilityOptions.HA_MODE).equalsIgnoreCase(NO_HIGH_AVAILABILITY)) {
      // A new job manager defines the job again and finds its checkpoint by itself.
      LOG.warn(
          "group {} has committed offsets and no checkpoint is named: Flink's {} has to know one",
          config.name(),
          HighAvailabilityOptions.HA_MODE.key());
      return;
    }
    throw new SettingsException(
        "group "
            + config.name()
            + " has committed offsets, but no checkpoint is restored, so records in flight would be"
            + " lost: start with -s and the newest checkpoint or savepoint, or set "
            + EnrichmentConfig.START
            + " to from-committed-offsets to accept the loss");
  }

  private static boolean hasCommittedOffsets(EnrichmentConfig config, Brokers brokers) {
    var documents = config.connection().topics().name(Topic.DOCUMENTS);
    return brokers
        .ask(
            "committed offsets of group " + config.name(),
            admin -> admin.listConsumerGroupOffsets(config.name()).partitionsToOffsetAndMetadata())
        .map(
            offsets ->
                offsets.entrySet().stream()
                    .anyMatch(
                        offset ->
                            offset.getKey().topic().equals(documents) && offset.getValue() != null))
        .orElse(false);
  }
}
