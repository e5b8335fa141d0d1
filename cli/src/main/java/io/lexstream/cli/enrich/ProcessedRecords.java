package io.lexstream.cli.enrich;

import io.lexstream.platform.RootCause;
import io.lexstream.schemas.ConnectionSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes records that will not be read again, so that the disk usage of a run does not depend on
 * the length of the input.
 *
 * @param jobGroup the job's consumer group: each checkpoint commits the offsets from which a
 *     restart would read
 */
record ProcessedRecords(ConnectionSettings connection, String jobGroup) {

  private static final Logger LOG = LoggerFactory.getLogger(ProcessedRecords.class);

  /**
   * Deletes processed records. A failure only costs disk space, so it does not fail the run.
   *
   * @param collected offsets up to which results were read
   */
  void delete(Map<TopicPartition, Long> collected) {
    var processed = new HashMap<TopicPartition, RecordsToDelete>();
    collected.forEach(
        (partition, offset) -> processed.put(partition, RecordsToDelete.beforeOffset(offset)));
    try (var admin = Admin.create(connection.clientProperties())) {
      admin
          .listConsumerGroupOffsets(jobGroup)
          .partitionsToOffsetAndMetadata()
          .get()
          .forEach(
              (partition, committed) ->
                  processed.put(partition, RecordsToDelete.beforeOffset(committed.offset())));
      admin.deleteRecords(processed).all().get();
    } catch (ExecutionException | KafkaException e) {
      LOG.warn("processed records not deleted: cause={}", RootCause.line(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
