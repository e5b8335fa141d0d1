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

/** The lag of consumer groups, requested from the brokers every two seconds. Thread-safe. */
public final class ConsumerLags implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ConsumerLags.class);
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
   * Measures the lag of {@code groups}, which need not exist yet.
   *
   * @param topics topics to measure; other topics of a group are ignored
   */
  public ConsumerLags(ConnectionSettings connection, Set<String> groups, Set<String> topics) {
    this.admin = Admin.create(connection.clientProperties());
    this.groups = Set.copyOf(groups);
    this.topics = Set.copyOf(topics);
  }

  public void start() {
    timer.scheduleWithFixedDelay(this::refresh, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * The lag a few seconds ago, by group and topic. Groups without committed offsets are absent. The
   * list is empty while the brokers do not respond.
   */
  public List<GroupLag> latest() {
    return latest;
  }

  private void refresh() {
    try {
      latest = lags();
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      latest = List.of(); // an old lag must not look current
      LOG.debug("consumer lag unknown: cause={}", e.toString());
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
        LOG.debug("consumer group has no offsets: group={} cause={}", group, e.toString());
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
