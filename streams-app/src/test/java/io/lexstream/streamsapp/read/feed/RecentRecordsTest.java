package io.lexstream.streamsapp.read.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexstream.schemas.Topic;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class RecentRecordsTest {

  @Test
  void recordsAfterANumberAreReturned() {
    // Given
    var recent = new RecentRecords(3, 1_000);
    add(recent, 4, 10);

    // When
    var missed = recent.after(2);

    // Then
    assertThat(numbers(missed)).contains(List.of(3L, 4L));
  }

  @Test
  void noRecordIsReturnedAfterTheLatest() {
    // Given
    var recent = new RecentRecords(3, 1_000);
    add(recent, 4, 10);

    // When
    var missed = recent.after(4);

    // Then
    assertThat(numbers(missed)).contains(List.of());
  }

  @Test
  void theResultIsEmptyIfRecordsAreNoLongerKept() {
    // Given
    var recent = new RecentRecords(3, 1_000);
    add(recent, 5, 10);

    // When
    var missed = recent.after(1);

    // Then
    assertThat(missed).isEmpty();
  }

  @Test
  void anUnknownNumberIsRejected() {
    assertThat(new RecentRecords(3, 1_000).after(7)).isEmpty();
  }

  @Test
  void aLargeRecordDisplacesOthersButNotItself() {
    // Given
    var recent = new RecentRecords(10, 100);
    add(recent, 3, 60);

    // When
    add(recent, 1, 5_000);

    // Then
    assertThat(recent.newestFirst()).extracting(RecentRecords.Numbered::number).containsExactly(4L);
  }

  private static void add(RecentRecords recent, int count, int bytes) {
    for (int i = 0; i < count; i++) {
      var record =
          new ConsumerRecord<byte[], byte[]>(
              "any",
              0,
              i,
              0,
              TimestampType.CREATE_TIME,
              0,
              bytes,
              null,
              new byte[bytes],
              new RecordHeaders(),
              Optional.empty());
      recent.add(new CommittedRecord(Topic.ENRICHED, record, Instant.EPOCH, true));
    }
  }

  private static Optional<List<Long>> numbers(Optional<List<RecentRecords.Numbered>> records) {
    return records.map(list -> list.stream().map(RecentRecords.Numbered::number).toList());
  }
}
