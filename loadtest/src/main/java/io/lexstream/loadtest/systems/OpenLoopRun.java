package io.lexstream.loadtest.systems;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lexstream.loadtest.generator.ArrivalSchedule;
import io.lexstream.loadtest.generator.OpenLoop;
import io.lexstream.loadtest.generator.Pacer;
import io.lexstream.loadtest.meter.TopicMeter;
import io.lexstream.loadtest.systems.OpenLoopMeasurement.Percentile;
import io.lexstream.loadtest.workload.WorkDocument;
import io.lexstream.loadtest.workload.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.DoubleStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends documents to a running job on a schedule and measures the latency of each. */
final class OpenLoopRun {

  private static final Duration LOOK = Duration.ofMillis(10);
  private static final Duration TIMEOUT = Duration.ofMinutes(1);
  private static final double[] PERCENTS = {
    1, 5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 95, 99, 99.9, 100
  };

  private final String bootstrapServers;
  private final StreamSystem.JobSpec job;

  OpenLoopRun(String bootstrapServers, StreamSystem.JobSpec job) {
    this.bootstrapServers = bootstrapServers;
    this.job = job;
  }

  /**
   * Sends all documents and waits for their results.
   *
   * @param workload has as many documents as the schedule has times
   */
  OpenLoopMeasurement run(String name, Workload workload, ArrivalSchedule schedule, String prefix)
      throws Exception {
    try (var producer = producer();
        var meter =
            TopicMeter.open(bootstrapServers, List.of(job.results()), job.deadLetters(), LOOK)) {
      var records = records(workload, prefix);
      producer.partitionsFor(job.input()); // Fetch metadata before the first send.
      long startNanos = Pacer.SYSTEM.nanos();
      long startMillis = System.currentTimeMillis();
      Map<String, Long> events = new HashMap<>();
      for (int i = 0; i < records.size(); i++) {
        events.put(
            new String(records.get(i).key(), UTF_8), startMillis + schedule.nanos(i) / 1_000_000);
      }
      var sending =
          CompletableFuture.supplyAsync(
              () -> send(producer, records, schedule, startNanos, startMillis));
      var observation = meter.await(records.size(), TIMEOUT);
      long late = sending.get();
      var latencies = observation.latencies(events);
      double seconds = Math.max(1, schedule.nanos(schedule.size() - 1)) / 1e9;
      return new OpenLoopMeasurement(
          name,
          records.size(),
          records.size() / seconds,
          DoubleStream.of(PERCENTS)
              .mapToObj(percent -> new Percentile(percent, latencies.getValueAtPercentile(percent)))
              .toList(),
          observation.largestLag(events),
          late / 1e6,
          observation.counts(events.keySet()));
    }
  }

  private List<ProducerRecord<byte[], byte[]>> records(Workload workload, String prefix) {
    var records = new ArrayList<ProducerRecord<byte[], byte[]>>();
    for (WorkDocument document : workload.documents()) {
      var id = prefix + document.id();
      records.add(
          new ProducerRecord<>(
              job.input(),
              records.size() % BrokerProcess.PARTITIONS,
              id.getBytes(UTF_8),
              job.format().document(job.input(), id, document.text())));
    }
    return records;
  }

  /** Sends each document with its scheduled time as event time; returns the largest delay in ns. */
  private static long send(
      KafkaProducer<byte[], byte[]> producer,
      List<ProducerRecord<byte[], byte[]>> records,
      ArrivalSchedule schedule,
      long startNanos,
      long startMillis) {
    try {
      return new OpenLoop(Pacer.SYSTEM)
          .run(
              schedule,
              startNanos,
              (number, scheduled) -> {
                var record = records.get(number);
                producer.send(
                    new ProducerRecord<>(
                        record.topic(),
                        record.partition(),
                        startMillis + (scheduled - startNanos) / 1_000_000,
                        record.key(),
                        record.value()));
              });
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while sending documents", e);
    }
  }

  private KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ProducerConfig.LINGER_MS_CONFIG,
            0),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}
