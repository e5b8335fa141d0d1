package io.lexstream.streamsapp.write.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lexstream.schemas.HeaderNames;
import io.lexstream.schemas.Stage;
import io.lexstream.streamsapp.topology.Entries;
import io.lexstream.streamsapp.topology.ExpiringStore;
import io.lexstream.streamsapp.topology.StageProcessor;
import java.util.regex.Pattern;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Rejects records whose idempotency key was used before, as {@link IdempotencyKeys} describes.
 * Accepts records without a key.
 */
final class IdempotencyFilter extends StageProcessor<byte[], byte[], byte[], byte[]> {

  private static final int MAX_KEY_BYTES = 1024;
  private static final Pattern REQUEST = Pattern.compile("([^/]{1,128})/(\\d{1,9})");

  private ExpiringStore<String> keys;

  IdempotencyFilter() {
    super(Stage.INTAKE);
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    super.init(context);
    keys = new ExpiringStore<>(context.getStateStore(IdempotencyKeys.STORE));
  }

  @Override
  protected void processRecord(Record<byte[], byte[]> read) {
    var key = header(read, IdempotencyKeys.KEY_HEADER);
    if (key != null) {
      accept(key, read);
    }
    context().forward(read);
  }

  private void accept(String key, Record<byte[], byte[]> read) {
    int bytes = key.getBytes(UTF_8).length;
    if (bytes > MAX_KEY_BYTES) {
      throw Rejections.invalid(
          "the idempotency key has "
              + bytes
              + " bytes, the limit is "
              + MAX_KEY_BYTES
              + ": send a shorter key");
    }
    var request = header(read, IdempotencyKeys.REQUEST_HEADER);
    if (request == null) {
      acceptOnce(IdempotencyKeys.recordOf(key), read);
      return;
    }
    var parts = REQUEST.matcher(request);
    if (!parts.matches()) {
      throw Rejections.invalid(
          IdempotencyKeys.REQUEST_HEADER + " is '" + request + "': it must be REQUEST/LINE");
    }
    claim(key, parts.group(1));
    acceptOnce(IdempotencyKeys.lineOf(key, Integer.parseInt(parts.group(2))), read);
  }

  private void claim(String key, String request) {
    var claim = IdempotencyKeys.claimOf(key);
    var claimedBy = keys.get(claim);
    if (claimedBy.isEmpty()) {
      keys.put(claim, request, context().currentSystemTimeMs());
    } else if (!claimedBy.get().equals(request)) {
      throw Rejections.duplicate(
          "the idempotency key was used by another request: send this request with another key");
    }
  }

  /** Rejects {@code read} if another record was accepted for {@code storeKey}. */
  private void acceptOnce(String storeKey, Record<byte[], byte[]> read) {
    var replayed = header(read, HeaderNames.REPLAY_OF);
    var earlier = keys.get(storeKey);
    if (earlier.isPresent() && !earlier.get().equals(replayed)) {
      throw Rejections.duplicate(
          "the idempotency key was used by entry " + earlier.get() + ": no action is needed");
    }
    keys.put(storeKey, Entries.of(context()).toString(), context().currentSystemTimeMs());
  }

  private static String header(Record<?, ?> read, String name) {
    var header = read.headers().lastHeader(name);
    return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
  }
}
