package io.lexstream.streamsapp.read.stats;

import io.lexstream.schemas.ConnectionSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far consumer groups are behind, asked of the brokers every two seconds. Thread-safe. */
public final class Lags implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Lags.class);
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final Admin admin;
  private final Set<String> groups;
  private final Set<String> topics;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            var thread = new Thread(task, "lexstream-lags");
            thread.setDaemon(true);
            return thread;
          });
  private volatile List<GroupLag> latest = List.of();

  /**
   * Watches {@code groups}, which need not exist yet.
   *
   * @param topics that count; what else a group reads does not
   */
  public Lags(ConnectionSettings connection, Set<String> groups, Set<String> topics) {
    this.admin = Admin.create(connection.clientProperties());
    this.groups = Set.copyOf(groups);
    this.topics = Set.copyOf(topics);
  }

  public void start() {
    timer.scheduleWithFixedDelay(this::ask, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * As of at most a few seconds ago, by group and topic; groups that never committed are absent,
   * and all are while the brokers do not answer.
   */
  public List<GroupLag> latest() {
    return latest;
  }

  private void ask() {
    try {
      latest = lags();
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      latest = List.of(); // what is not known must not look like what is
      LOG.debug("lag of consumer groups is not known: cause={}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<GroupLag> lags() throws ExecutionException, InterruptedException, TimeoutException {
    var specs = new HashMap<String, ListConsumerGroupOffsetsSpec>();
    groups.forEach(group -> specs.put(group, new ListConsumerGroupOffsetsSpec()));
    var asked = admin.listConsumerGroupOffsets(specs);
    var committed = new TreeMap<String, Map<TopicPartition, OffsetAndMetadata>>();
    for (var group : groups) {
      try {
        committed.put(group, within(asked.partitionsToOffsetAndMetadata(group)));
      } catch (ExecutionException e) {
        LOG.debug("group has no offsets: group={} cause={}", group, e.toString());
      }
    }
    var ends = ends(committed);
    var lags = new ArrayList<GroupLag>();
    committed.forEach((group, offsets) -> lags.addAll(lags(group, offsets, ends)));
    return List.copyOf(lags);
  }

  private Map<TopicPartition, Long> ends(
      Map<String, Map<TopicPartition, OffsetAndMetadata>> committed)
      throws ExecutionException, InterruptedException, TimeoutException {
    var wanted = new HashMap<TopicPartition, OffsetSpec>();
    committed
        .values()
        .forEach(
            offsets ->
                offsets.keySet().stream()
                    .filter(partition -> topics.contains(partition.topic()))
                    .forEach(partition -> wanted.put(partition, OffsetSpec.latest())));
    var ends = new HashMap<TopicPartition, Long>();
    within(admin.listOffsets(wanted, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED)).all())
        .forEach((partition, end) -> ends.put(partition, end.offset()));
    return ends;
  }

  private static List<GroupLag> lags(
      String group,
      Map<TopicPartition, OffsetAndMetadata> committed,
      Map<TopicPartition, Long> ends) {
    var byTopic = new TreeMap<String, Long>();
    committed.forEach(
        (partition, offset) -> {
          if (offset != null && ends.containsKey(partition)) {
            long behind = Math.max(0, ends.get(partition) - offset.offset());
            byTopic.merge(partition.topic(), behind, Long::sum);
          }
        });
    return byTopic.entrySet().stream()
        .map(entry -> new GroupLag(group, entry.getKey(), entry.getValue()))
        .toList();
  }

  private static <T> T within(KafkaFuture<T> future)
      throws ExecutionException, InterruptedException, TimeoutException {
    return future.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    timer.shutdownNow();
    admin.close(Duration.ofSeconds(2));
  }
}
