package io.lexstream.streamsapp.write.intake;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.avro.Schema;

/**
 * Times in Avro: numbers whose schema says what they count. The schema says so by a logical type,
 * or by the name that Debezium gives a type in Kafka Connect.
 */
enum AvroTime {
  DATE(ChronoUnit.DAYS, (days, unit) -> LocalDate.ofEpochDay(days).toString()),
  TIME_MILLIS(ChronoUnit.MILLIS, AvroTime::timeOfDay),
  TIME_MICROS(ChronoUnit.MICROS, AvroTime::timeOfDay),
  TIME_NANOS(ChronoUnit.NANOS, AvroTime::timeOfDay),
  TIMESTAMP_MILLIS(ChronoUnit.MILLIS, AvroTime::timestamp),
  TIMESTAMP_MICROS(ChronoUnit.MICROS, AvroTime::timestamp),
  TIMESTAMP_NANOS(ChronoUnit.NANOS, AvroTime::timestamp),
  LOCAL_TIMESTAMP_MILLIS(ChronoUnit.MILLIS, AvroTime::localTimestamp),
  LOCAL_TIMESTAMP_MICROS(ChronoUnit.MICROS, AvroTime::localTimestamp),
  LOCAL_TIMESTAMP_NANOS(ChronoUnit.NANOS, AvroTime::localTimestamp);

  private static final Map<String, AvroTime> BY_LOGICAL_TYPE =
      Map.of(
          "date", DATE,
          "time-millis", TIME_MILLIS,
          "time-micros", TIME_MICROS,
          "timestamp-millis", TIMESTAMP_MILLIS,
          "timestamp-micros", TIMESTAMP_MICROS,
          "timestamp-nanos", TIMESTAMP_NANOS,
          "local-timestamp-millis", LOCAL_TIMESTAMP_MILLIS,
          "local-timestamp-micros", LOCAL_TIMESTAMP_MICROS,
          "local-timestamp-nanos", LOCAL_TIMESTAMP_NANOS);

  private static final Map<String, AvroTime> BY_CONNECT_NAME =
      Map.of(
          "io.debezium.time.Date", DATE,
          "io.debezium.time.Time", TIME_MILLIS,
          "io.debezium.time.MicroTime", TIME_MICROS,
          "io.debezium.time.NanoTime", TIME_NANOS,
          "io.debezium.time.Timestamp", LOCAL_TIMESTAMP_MILLIS,
          "io.debezium.time.MicroTimestamp", LOCAL_TIMESTAMP_MICROS,
          "io.debezium.time.NanoTimestamp", LOCAL_TIMESTAMP_NANOS,
          "org.apache.kafka.connect.data.Date", DATE,
          "org.apache.kafka.connect.data.Time", TIME_MILLIS,
          "org.apache.kafka.connect.data.Timestamp", TIMESTAMP_MILLIS);

  private static final int DURATION_BYTES = 12;

  private final ChronoUnit unit;
  private final BiFunction<Long, ChronoUnit, String> format;

  /**
   * @param unit what the numbers count
   * @param format writes a number of that unit in ISO 8601
   */
  AvroTime(ChronoUnit unit, BiFunction<Long, ChronoUnit, String> format) {
    this.unit = unit;
    this.format = format;
  }

  /** The time that numbers of {@code schema} count; empty if they are plain numbers. */
  static Optional<AvroTime> of(Schema schema) {
    var logical = schema.getLogicalType();
    return Optional.ofNullable(logical == null ? null : BY_LOGICAL_TYPE.get(logical.getName()))
        .or(
            () ->
                Optional.ofNullable(
                    BY_CONNECT_NAME.get(String.valueOf(schema.getObjectProp("connect.name")))));
  }

  /** {@code value} in ISO 8601; empty if it is out of range. */
  Optional<String> text(long value) {
    try {
      return Optional.of(format.apply(value, unit));
    } catch (DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  /** The logical type {@code duration}: months, days and ms, in little-endian unsigned integers. */
  static String duration(byte[] bytes) {
    if (bytes.length != DURATION_BYTES) {
      throw new IllegalArgumentException("a duration has 12 bytes, found " + bytes.length);
    }
    var buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long months = Integer.toUnsignedLong(buffer.getInt());
    long days = Integer.toUnsignedLong(buffer.getInt());
    long millis = Integer.toUnsignedLong(buffer.getInt());
    var date = (months == 0 ? "" : months + "M") + (days == 0 ? "" : days + "D");
    var time = millis == 0 ? "" : Duration.ofMillis(millis).toString().substring(1);
    return date.isEmpty() && time.isEmpty() ? Period.ZERO.toString() : "P" + date + time;
  }

  private static String timeOfDay(long amount, ChronoUnit unit) {
    long nanos = Math.multiplyExact(amount, unit.getDuration().toNanos());
    return DateTimeFormatter.ISO_LOCAL_TIME.format(LocalTime.ofNanoOfDay(nanos));
  }

  private static String timestamp(long amount, ChronoUnit unit) {
    return Instant.EPOCH.plus(amount, unit).toString();
  }

  private static String localTimestamp(long amount, ChronoUnit unit) {
    var instant = Instant.EPOCH.plus(amount, unit);
    return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(
        LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
  }
}
