package io.lexstream.streamsapp.write.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lexstream.streamsapp.topology.ExpiringStore;
import java.time.Duration;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.WindowStore;

/**
 * Headers and store of idempotency keys.
 *
 * <p>A producer sets {@link #KEY_HEADER} on a record of the inbox: of all records with one value,
 * the first is accepted. An HTTP request is several records. Each carries the key, the id of the
 * request (a hash of its body) and its line. The first request with a key claims the key for its
 * id; records of requests with other ids are rejected. The order of records in their partition
 * decides which request is the first, so that all instances agree. Records with one key must have
 * one record key, so that they are in one partition.
 */
public final class IdempotencyKeys {

  /** Header with the idempotency key. */
  public static final String KEY_HEADER = "lexstream-idempotency-key";

  /** Name of the store. Interactive queries read claims from it. */
  public static final String STORE = "idempotency-keys";

  /** How long keys are stored. */
  public static final Duration TIME_TO_LIVE = Duration.ofDays(1);

  /** Header with the request and the line, {@code REQUEST/LINE}. */
  static final String REQUEST_HEADER = "lexstream-idempotency-request";

  private static final int LARGEST_VALUE = 64 * 1024;

  private IdempotencyKeys() {}

  /**
   * Headers for one document of an HTTP request.
   *
   * @param request the same for all documents of a request, and for all repeats of it
   * @param line number of the document in the request
   */
  public static Headers headers(String key, String request, int line) {
    return new RecordHeaders()
        .add(KEY_HEADER, key.getBytes(UTF_8))
        .add(REQUEST_HEADER, (request + "/" + line).getBytes(UTF_8));
  }

  /** Key in {@link #STORE} of the request that claimed {@code key}. */
  public static String claimOf(String key) {
    return "claim:" + key;
  }

  /** Key in the store of the entry of one line of the request that claimed {@code key}. */
  static String lineOf(String key, int line) {
    return "line:" + line + ":" + key;
  }

  /** Key in the store of the entry of a record without a request. */
  static String recordOf(String key) {
    return "record:" + key;
  }

  static StoreBuilder<WindowStore<String, String>> store() {
    return ExpiringStore.builder(STORE, TIME_TO_LIVE, Serdes.String(), LARGEST_VALUE);
  }
}
