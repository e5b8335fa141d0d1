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
 * Deletes records that nobody will read again, so that the disk a run takes depends on what is open
 * and not on how long the input is.
 *
 * @param jobGroup the job's consumer group: with each checkpoint it commits what a restart would
 *     not read again
 */
record SpentRecords(ConnectionSettings connection, String jobGroup) {

  private static final Logger LOG = LoggerFactory.getLogger(SpentRecords.class);

  /**
   * Deletes what is spent by now. A failure costs disk only, so it does not fail the run.
   *
   * @param collected up to where results were read
   */
  void delete(Map<TopicPartition, Long> collected) {
    var spent = new HashMap<TopicPartition, RecordsToDelete>();
    collected.forEach(
        (partition, offset) -> spent.put(partition, RecordsToDelete.beforeOffset(offset)));
    try (var admin = Admin.create(connection.clientProperties())) {
      admin
          .listConsumerGroupOffsets(jobGroup)
          .partitionsToOffsetAndMetadata()
          .get()
          .forEach(
              (partition, committed) ->
                  spent.put(partition, RecordsToDelete.beforeOffset(committed.offset())));
      admin.deleteRecords(spent).all().get();
    } catch (ExecutionException | KafkaException e) {
      LOG.warn("could not delete spent records: {}", RootCause.line(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
