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
import java.util.regex.Pattern;

/**
 * Wraps Confluent's registry client and classifies its failures: the registry does not answer, it
 * rejects the schema, or it does not have the schema. Schemas are exchanged as text. Thread-safe.
 */
final class RegistryConnection implements AutoCloseable {

  /**
   * The compatibility level of every subject: every version reads every other version, so only
   * optional fields can be added.
   */
  static final String COMPATIBILITY = "FULL_TRANSITIVE";

  private static final int SCHEMAS_PER_SUBJECT = 1000;
  private static final int HTTP_TIMEOUT_MS = 5_000;

  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final int UNPROCESSABLE = 422;

  /**
   * Confluent's error codes for a missing subject, version and schema. A 404 without one of them
   * comes from another kind of server.
   */
  private static final Set<Integer> NOT_FOUND_CODES = Set.of(40401, 40402, 40403);

  private static final Pattern SCHEMA_TYPE = Pattern.compile("of type (\\w+)\\s*$");

  private final String url;
  private final SchemaRegistryClient client;

  private RegistryConnection(String url, SchemaRegistryClient client) {
    this.url = url;
    this.client = client;
  }

  /** Creates the client without a request to the registry. */
  static RegistryConnection open(ConnectionSettings connection) {
    var properties = new HashMap<String, Object>();
    properties.put(SchemaRegistryClientConfig.HTTP_CONNECT_TIMEOUT_MS, HTTP_TIMEOUT_MS);
    properties.put(SchemaRegistryClientConfig.HTTP_READ_TIMEOUT_MS, HTTP_TIMEOUT_MS);
    properties.putAll(RegistryProperties.typed(connection.registryProperties()));
    var urls = Arrays.stream(connection.registryUrl().split(",", -1)).map(String::strip).toList();
    return new RegistryConnection(
        connection.registryUrl(),
        SchemaRegistryClientFactory.newClient(
            urls, SCHEMAS_PER_SUBJECT, List.of(), properties, null));
  }

  /** Registers {@code schema} under {@code subject} if it is not there, and returns its id. */
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
   * A schema of the registry.
   *
   * @param type {@code AVRO}, {@code JSON}, {@code PROTOBUF} or another name
   * @param text the schema with all schemas it refers to; empty if the client has no parser for it
   */
  record Registered(String type, String text) {}

  /** The schema with {@code id}; empty if the registry has none. */
  Optional<Registered> schemaOf(int id) {
    try {
      var schema = client.getSchemaById(id);
      if (schema.rawSchema() == null) {
        throw new IOException("the response has no schema");
      }
      return Optional.of(new Registered(schema.schemaType(), schema.rawSchema().toString()));
    } catch (RestClientException e) {
      if (isNotFound(e)) {
        return Optional.empty();
      }
      throw unavailable(e);
    } catch (IOException e) {
      return Optional.of(new Registered(foreignType(e), ""));
    }
  }

  /** Sets the compatibility level of {@code subject}. */
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

  /**
   * The type of a schema that the client received but cannot parse, because it has no parser for
   * it. The client reports this only in the text of the exception.
   *
   * @throws RegistryUnavailableException if the exception has another cause
   */
  private String foreignType(IOException e) {
    var message = String.valueOf(e.getMessage());
    if (!message.startsWith("Invalid schema")) {
      throw unavailable(e);
    }
    var type = SCHEMA_TYPE.matcher(message);
    return type.find() ? type.group(1) : "unknown";
  }

  private RegistryUnavailableException unavailable(Exception cause) {
    return new RegistryUnavailableException(
        "the schema registry at "
            + url
            + " does not give a usable response: "
            + Excerpt.line(String.valueOf(cause.getMessage()), 300)
            + "; check that it runs, and check registry.url and the credentials in registry.properties",
        cause);
  }
}
