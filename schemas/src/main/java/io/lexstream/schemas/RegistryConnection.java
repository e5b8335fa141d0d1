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
 * Confluent's registry client, with exceptions by cause: the registry is unavailable, it rejects a
 * schema, or it does not have the schema. Schemas are passed as text. Thread-safe.
 */
final class RegistryConnection implements AutoCloseable {

  /**
   * The compatibility level of every subject: a new version only adds or removes optional fields,
   * so every version can read every other.
   */
  static final String COMPATIBILITY = "FULL_TRANSITIVE";

  private static final int SCHEMAS_PER_SUBJECT = 1000;
  private static final int HTTP_TIMEOUT_MS = 5_000;

  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final int UNPROCESSABLE = 422;

  /**
   * Confluent's codes for an unknown subject, version and schema. A 404 without one of them comes
   * from another server, such as a proxy.
   */
  private static final Set<Integer> NOT_FOUND_CODES = Set.of(40401, 40402, 40403);

  private final String url;
  private final SchemaRegistryClient client;

  private RegistryConnection(String url, SchemaRegistryClient client) {
    this.url = url;
    this.client = client;
  }

  /** Creates the client. It connects to the registry on the first request. */
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

  /** Registers {@code schema} under {@code subject} if it is new, and returns its id. */
  int register(String subject, String schema) {
    try {
      return client.register(subject, new AvroSchema(schema));
    } catch (RestClientException e) {
      if (e.getStatus() == CONFLICT || e.getStatus() == UNPROCESSABLE) {
        throw new SchemaRejectedException(
            "the registry rejects this version's schema for subject "
                + subject
                + (e.getStatus() == CONFLICT
                    ? ", which is not " + COMPATIBILITY + " compatible with the registered ones: "
                    : ": ")
                + Excerpt.line(String.valueOf(e.getMessage()), 300),
            e);
      }
      throw unavailable(e);
    } catch (IOException e) {
      throw unavailable(e);
    }
  }

  /** The id of {@code schema}, which must be registered under {@code subject}. */
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
        throw new IOException("the response has no schema");
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

  /** Sets the compatibility level of {@code subject} to {@value #COMPATIBILITY}. */
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
      throw new RegistryUnavailableException(
          "cannot close the client of the schema registry at " + url + ": " + e, e);
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
            + " returns no valid response: "
            + Excerpt.line(String.valueOf(cause.getMessage()), 300)
            + "; check that it runs, and check registry.url and the credentials in"
            + " registry.properties",
        cause);
  }
}
