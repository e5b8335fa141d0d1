package io.lexstream.flinkjobs;

import io.lexstream.schemas.Topic;
import io.lexstream.settings.SettingsException;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rejects a start that would lose records. Offsets are committed with a checkpoint, which also
 * contains the records in flight below these offsets. A job that starts at the offsets without the
 * checkpoint never enriches those records.
 */
final class StartCheck {

  private static final Logger LOG = LoggerFactory.getLogger(StartCheck.class);

  /** The value of Flink's option for no high availability. */
  private static final String NO_HIGH_AVAILABILITY = "NONE";

  private StartCheck() {}

  /**
   * Checks that the job starts from state or for the first time.
   *
   * @param flink the Flink configuration, which names the state to restore
   * @throws SettingsException that names the group, and how to restore or to accept the loss
   */
  static void check(ReadableConfig flink, EnrichmentConfig config, Brokers brokers) {
    if (config.start() == Start.FROM_COMMITTED_OFFSETS
        || flink.getOptional(StateRecoveryOptions.SAVEPOINT_PATH).isPresent()
        || !hasCommittedOffsets(config, brokers)) {
      return;
    }
    if (!flink.get(HighAvailabilityOptions.HA_MODE).equalsIgnoreCase(NO_HIGH_AVAILABILITY)) {
      // A new job manager defines the job again and finds its checkpoint itself.
      LOG.warn(
          "no checkpoint given for a group with committed offsets; records in flight are lost unless"
              + " high availability restores one: group={}",
          config.name());
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
        .query(
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
