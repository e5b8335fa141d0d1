package io.lexstream.streamsapp.write.intake;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClientConfig;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClientFactory;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.lexstream.schemas.ConnectionSettings;
import io.lexstream.schemas.RegistryUnavailableException;
import io.lexstream.schemas.UndecodableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.DecoderFactory;

/**
 * Reads Avro of schemas we do not know beforehand, in Confluent's wire format: as it was written,
 * with no schema of ours to fit. Thread-safe.
 */
final class ForeignAvro implements AutoCloseable {

  private static final int HEADER_BYTES = 5;
  private static final int SCHEMAS_PER_SUBJECT = 1000;
  private static final int NOT_FOUND = 404;

  /** Codes for subject, version and schema; a 404 without one came from some other server. */
  private static final Set<Integer> NOT_FOUND_CODES = Set.of(40401, 40402, 40403);

  private final SchemaRegistryClient registry;
  private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();

  ForeignAvro(SchemaRegistryClient registry) {
    this.registry = registry;
  }

  static ForeignAvro open(ConnectionSettings connection) {
    var properties = new HashMap<String, Object>();
    // A topic full of rubbish must not become a flood of requests.
    properties.put(SchemaRegistryClientConfig.MISSING_ID_CACHE_TTL_CONFIG, 60);
    properties.put(SchemaRegistryClientConfig.HTTP_CONNECT_TIMEOUT_MS, 5_000);
    properties.put(SchemaRegistryClientConfig.HTTP_READ_TIMEOUT_MS, 5_000);
    properties.putAll(connection.registryProperties());
    return new ForeignAvro(
        SchemaRegistryClientFactory.newClient(
            List.of(connection.registryUrl().split(",", -1)),
            SCHEMAS_PER_SUBJECT,
            List.of(),
            properties,
            null));
  }

  /**
   * The value in {@code bytes}, as Avro's generic model has it.
   *
   * @throws UndecodableException when it will never decode
   * @throws RegistryUnavailableException when the registry cannot say
   */
  Object decode(byte[] bytes) {
    if (bytes.length < HEADER_BYTES || bytes[0] != 0) {
      throw new UndecodableException(
          "the value is not Avro in Confluent's wire format: send it with a schema id, or set this"
              + " topic's format");
    }
    int id = ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt();
    var schema = schema(id);
    try {
      var decoder =
          DecoderFactory.get()
              .binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, null);
      // A reader of its own for each record: after a corrupt one, Avro's keeps a stale position.
      var read = new GenericDatumReader<>(schema).read(null, decoder);
      if (!decoder.isEnd()) {
        throw new UndecodableException("bytes follow the record of schema id " + id);
      }
      return read;
    } catch (UndecodableException e) {
      throw e;
    } catch (IOException | RuntimeException | StackOverflowError e) {
      throw new UndecodableException("not a record of schema id " + id + ": " + e.getMessage(), e);
    }
  }

  private Schema schema(int id) {
    var known = schemas.get(id);
    if (known != null) {
      return known;
    }
    var fetched = fetch(id);
    schemas.put(id, fetched);
    return fetched;
  }

  private Schema fetch(int id) {
    try {
      var found = registry.getSchemaById(id);
      if (!found.schemaType().equals("AVRO")) {
        throw new UndecodableException(
            "schema id " + id + " is of type " + found.schemaType() + ", not Avro");
      }
      // As text: the registry client has an Avro of its own inside.
      return new Schema.Parser().parse(found.rawSchema().toString());
    } catch (SchemaParseException e) {
      throw new UndecodableException(
          "schema id " + id + " is not an Avro schema: " + e.getMessage(), e);
    } catch (RestClientException e) {
      if (e.getStatus() == NOT_FOUND && NOT_FOUND_CODES.contains(e.getErrorCode())) {
        throw new UndecodableException("the registry has no schema with id " + id, e);
      }
      throw unavailable(e);
    } catch (IOException e) {
      throw unavailable(e);
    }
  }

  private static RegistryUnavailableException unavailable(Exception cause) {
    return new RegistryUnavailableException(
        "the schema registry does not answer: " + cause.getMessage() + "; check registry.url",
        cause);
  }

  @Override
  public void close() {
    try {
      registry.close();
    } catch (IOException e) {
      throw new RegistryUnavailableException("closing the registry client: " + e, e);
    }
  }
}
