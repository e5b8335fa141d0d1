package io.lexstream.schemas;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClientConfig;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClientFactory;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Confluent's registry client, its failures sorted: the registry cannot answer, it refuses, or it
 * does not know. Thread-safe. Only texts of schemas and ids pass through.
 */
final class RegistryConnection implements AutoCloseable {

  /**
   * The rule for every subject: only optional fields are added, and every version reads every
   * other.
   */
  static final String COMPATIBILITY = "FULL_TRANSITIVE";

  private static final int SCHEMAS_PER_SUBJECT = 1000;
  private static final int HTTP_TIMEOUT_MS = 5_000;

  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final int UNPROCESSABLE = 422;

  /**
   * Confluent's codes for subject, version and schema; a 404 without one came from some other
   * server.
   */
  private static final Set<Integer> NOT_FOUND_CODES = Set.of(40401, 40402, 40403);

  private final String url;
  private final SchemaRegistryClient client;

  private RegistryConnection(String url, SchemaRegistryClient client) {
    this.url = url;
    this.client = client;
  }

  /** Makes the client; the registry itself is first asked when something is needed from it. */
  static RegistryConnection open(ConnectionSettings connection) {
    var properties = new HashMap<String, Object>();
    properties.put(SchemaRegistryClientConfig.HTTP_CONNECT_TIMEOUT_MS, HTTP_TIMEOUT_MS);
    properties.put(SchemaRegistryClientConfig.HTTP_READ_TIMEOUT_MS, HTTP_TIMEOUT_MS);
    properties.putAll(connection.registryProperties());
    var urls = Arrays.stream(connection.registryUrl().split(",", -1)).map(String::strip).toList();
    return new RegistryConnection(
        connection.registryUrl(),
        SchemaRegistryClientFactory.newClient(
            urls, SCHEMAS_PER_SUBJECT, List.of(), properties, null));
  }

  /** Registers {@code schema} under {@code subject} unless it is there; its id either way. */
  int register(String subject, String schema) {
    try {
      return client.register(subject, new AvroSchema(schema));
    } catch (RestClientException e) {
      if (e.getStatus() == CONFLICT || e.getStatus() == UNPROCESSABLE) {
        throw new SchemaRejectedException(
            "the registry refuses this version's schema for subject "
                + subject
                + (e.getStatus() == CONFLICT
                    ? ", which is not " + COMPATIBILITY + " with those registered: "
                    : ": ")
                + Excerpt.line(String.valueOf(e.getMessage()), 300),
            e);
      }
      throw unavailable(e);
    } catch (IOException e) {
      throw unavailable(e);
    }
  }

  /** The id of {@code schema}, which someone must have registered under {@code subject}. */
  int idOf(String subject, String schema) {
    try {
      return client.getId(subject, new AvroSchema(schema));
    } catch (RestClientException e) {
      if (isNotFound(e)) {
        throw new SchemaRejectedException(
            "subject "
                + subject
                + " has no schema of this version at "
                + url
                + ": run 'lexstream topics create', or set registry.auto-register: true",
            e);
      }
      throw unavailable(e);
    } catch (IOException e) {
      throw unavailable(e);
    }
  }

  /**
   * The schema with {@code id}, with everything it refers to; empty when the registry has none.
   *
   * @throws UndecodableException when it is a schema, but none of Avro
   */
  Optional<String> schemaOf(int id) {
    try {
      var schema = client.getSchemaById(id).rawSchema();
      if (schema == null) {
        throw new IOException("an answer without a schema");
      }
      return Optional.of(schema.toString());
    } catch (RestClientException e) {
      if (isNotFound(e)) {
        return Optional.empty();
      }
      throw unavailable(e);
    } catch (IOException e) {
      if (isForeignSchema(e)) {
        throw new UndecodableException("schema id " + id + " is no Avro schema", e);
      }
      throw unavailable(e);
    }
  }

  /** Makes {@code subject} take only schemas that fit all earlier ones, both ways. */
  void requireCompatibility(String subject) {
    try {
      client.updateCompatibility(subject, COMPATIBILITY);
    } catch (RestClientException | IOException e) {
      throw unavailable(e);
    }
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (IOException e) {
      throw new RegistryUnavailableException("closing the client of " + url + ": " + e, e);
    }
  }

  private static boolean isNotFound(RestClientException e) {
    return e.getStatus() == NOT_FOUND && NOT_FOUND_CODES.contains(e.getErrorCode());
  }

  /** The client's own words, and no type of their own, for a schema it got and cannot parse. */
  private static boolean isForeignSchema(IOException e) {
    return e.getMessage() != null && e.getMessage().startsWith("Invalid schema");
  }

  private RegistryUnavailableException unavailable(Exception cause) {
    return new RegistryUnavailableException(
        "the schema registry at "
            + url
            + " gives no usable answer: "
            + Excerpt.line(String.valueOf(cause.getMessage()), 300)
            + "; check that it runs, registry.url, and the credentials in registry.properties",
        cause);
  }
}
