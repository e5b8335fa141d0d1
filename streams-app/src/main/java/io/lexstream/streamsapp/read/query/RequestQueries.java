package io.lexstream.streamsapp.read.query;

import io.lexstream.streamsapp.topology.ExpiringStore;
import io.lexstream.streamsapp.write.intake.IdempotencyKeys;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/** Queries on idempotency keys. Thread-safe. */
public final class RequestQueries {

  private static final Serializer<String> KEYS = Serdes.String().serializer();

  private final Stores stores;

  RequestQueries(Stores stores) {
    this.stores = stores;
  }

  /** The instance whose intake decides on requests with {@code key}. */
  public Owner ownerOf(String key) {
    return stores.ownerOf(IdempotencyKeys.STORE, key, KEYS);
  }

  /** The request that claimed {@code key}; empty if intake has read none. */
  public Optional<String> claimOf(String key, Owner.Local local) {
    return stores.<String, String, Optional<String>>read(
        IdempotencyKeys.STORE,
        local,
        store -> ExpiringStore.get(store, IdempotencyKeys.claimOf(key)));
  }
}
