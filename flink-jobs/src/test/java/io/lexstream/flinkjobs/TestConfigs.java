package io.lexstream.flinkjobs;

import io.lexstream.settings.Settings;
import java.nio.file.Path;
import java.util.Map;

/** Configurations for tests, read like those of users. */
final class TestConfigs {

  private TestConfigs() {}

  static EnrichmentConfig config(TestTopics topics, Path models, Map<String, String> overrides) {
    return config(topics.bootstrapServers(), topics.prefix(), models, overrides);
  }

  static EnrichmentConfig config(
      String bootstrapServers, String prefix, Path models, Map<String, String> overrides) {
    var settings =
        Settings.builder()
            .declare(EnrichmentConfig.SETTINGS)
            .override("kafka.bootstrap-servers", bootstrapServers)
            .override("registry.url", "mock://" + prefix)
            .override("registry.auto-register", "true")
            .override("topics.prefix", prefix)
            .override("models.packages", models.toString())
            .override("inference.provider", "cpu")
            .override("enrichment.name", prefix + "enrichment")
            .override("enrichment.checkpoint-interval", "500ms")
            .override("enrichment.restart.first-pause", "100ms")
            .override("enrichment.restart.longest-pause", "1s");
    overrides.forEach(settings::override);
    return EnrichmentConfig.from(settings.load());
  }
}
