package io.lexstream.loadtest.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexstream.embedded.EmbeddedBroker;
import io.lexstream.loadtest.meter.Observation.Counts;
import io.lexstream.loadtest.meter.TopicMeter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares the meter's counts with those of an independent consumer. */
final class MeterOnARealBrokerTest {

  private static final String RESULTS = "results";
  private static final String DEAD = "dead";
  private static final Duration LOOK = Duration.ofMillis(50);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  @TempDir Path folder;
  private EmbeddedBroker broker;
  private KafkaProducer<String, String> producer;

  @BeforeEach
  void start() throws Exception {
    broker = EmbeddedBroker.start(folder);
    try (var admin = Admin.create(connection())) {
      admin
          .createTopics(
              List.of(new NewTopic(RESULTS, 2, (short) 1), new NewTopic(DEAD, 1, (short) 1)))
          .all()
          .get();
    }
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "transactional.id",
                "writer",
                "max.in.flight.requests.per.connection",
                1),
            new StringSerializer(),
            new StringSerializer());
    producer.initTransactions();
  }

  @AfterEach
  void stop() {
    producer.close(Duration.ZERO);
    broker.close();
  }

  @Test
  void countsEqualThoseOfAnIndependentConsumerDespiteAbortsAndDuplicates() throws Exception {
    // Given
    write(true, RESULTS, 0, 3); // from an earlier round, before the meter starts
    try (var meter =
        TopicMeter.open(broker.bootstrapServers(), List.of(RESULTS), List.of(DEAD), LOOK)) {
      write(true, RESULTS, 100, 160);
      write(false, RESULTS, 160, 180); // aborted
      write(true, RESULTS, 150, 170); // ten duplicates, ten committed for the first time
      write(true, DEAD, 170, 175);
      write(true, RESULTS, 900, 902); // not sent
      var sent =
          IntStream.range(100, 180).mapToObj(number -> "d" + number).collect(Collectors.toSet());

      // When
      var observation = meter.await(80, TIMEOUT);

      // Then
      var counts = observation.counts(sent);
      assertThat(counts).isEqualTo(new Counts(70, 5, 5, 10, 2));
      var independent = committed();
      assertThat(counts.results() + counts.dead() + counts.duplicates() + counts.unknown())
          .isEqualTo(independent.size() - 3);
      assertThat(observation.documents() + 3).isEqualTo(new HashSet<>(independent).size());
    }
  }

  private void write(boolean commit, String topic, int from, int to) throws Exception {
    producer.beginTransaction();
    for (int number = from; number < to; number++) {
      producer.send(new ProducerRecord<>(topic, "d" + number, "value"));
    }
    producer.flush();
    if (commit) {
      producer.commitTransaction();
    } else {
      producer.abortTransaction();
    }
  }

  /** Keys of all committed records up to the ends of the topics. */
  private List<String> committed() {
    var keys = new ArrayList<String>();
    var properties = connection();
    properties.put("isolation.level", "read_committed");
    try (var consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
      var partitions =
          List.of(
              new TopicPartition(RESULTS, 0),
              new TopicPartition(RESULTS, 1),
              new TopicPartition(DEAD, 0));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(at -> consumer.position(at) < ends.get(at))) {
        consumer.poll(LOOK).forEach(record -> keys.add(record.key()));
      }
    }
    return keys;
  }

  private Map<String, Object> connection() {
    return new HashMap<>(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }
}
