package io.lexstream.schemas;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClientConfig;
import io.lexstream.settings.SettingsException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Properties of the registry client with the types that the client casts them to. It converts some
 * strings itself and fails with a {@link ClassCastException} on others.
 */
final class RegistryProperties {

  private static final Map<String, Function<String, Object>> NUMBERS =
      Map.of(
          SchemaRegistryClientConfig.MISSING_CACHE_SIZE_CONFIG, Integer::valueOf,
          SchemaRegistryClientConfig.MISSING_ID_CACHE_TTL_CONFIG, Long::valueOf,
          SchemaRegistryClientConfig.MISSING_VERSION_CACHE_TTL_CONFIG, Long::valueOf,
          SchemaRegistryClientConfig.MISSING_SCHEMA_CACHE_TTL_CONFIG, Long::valueOf,
          SchemaRegistryClientConfig.PROXY_PORT, Integer::valueOf,
          SchemaRegistryClientConfig.HTTP_CONNECT_TIMEOUT_MS, Integer::valueOf,
          SchemaRegistryClientConfig.HTTP_READ_TIMEOUT_MS, Integer::valueOf,
          SchemaRegistryClientConfig.BEARER_AUTH_CACHE_EXPIRY_BUFFER_SECONDS, Short::valueOf);

  private RegistryProperties() {}

  /**
   * {@code given} with numbers in place of their texts.
   *
   * @throws SettingsException if a number is invalid
   */
  static Map<String, Object> typed(Map<String, String> given) {
    var typed = new HashMap<String, Object>(given);
    NUMBERS.forEach(
        (key, type) -> typed.computeIfPresent(key, (k, text) -> number(k, (String) text, type)));
    return typed;
  }

  private static Object number(String key, String text, Function<String, Object> type) {
    try {
      return type.apply(text.strip());
    } catch (NumberFormatException e) {
      throw new SettingsException(
          "registry.properties." + key + " is '" + text + "': it must be a whole number", e);
    }
  }
}
