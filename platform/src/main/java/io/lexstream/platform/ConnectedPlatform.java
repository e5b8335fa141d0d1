package io.lexstream.platform;

import io.lexstream.flinkjobs.EnrichmentConfig;
import io.lexstream.schemas.ConnectionSettings;
import io.lexstream.schemas.RegistrySerdes;
import io.lexstream.settings.Settings;
import java.util.concurrent.ExecutionException;

/** A platform whose topics and schemas exist. Clients can connect; no job is running yet. */
public final class ConnectedPlatform {

  private final Platform platform;
  private final Settings settings;
  private final ConnectionSettings connection;
  private final RegistrySerdes serdes;

  ConnectedPlatform(
      Platform platform, Settings settings, ConnectionSettings connection, RegistrySerdes serdes) {
    this.platform = platform;
    this.settings = settings;
    this.connection = connection;
    this.serdes = serdes;
  }

  /** The addresses of broker and registry. */
  public ConnectionSettings connection() {
    return connection;
  }

  /** The name of the enrichment job. */
  public String jobName() {
    return EnrichmentConfig.from(settings).name();
  }

  /** Serdes of the platform's records. The platform closes them. */
  public RegistrySerdes serdes() {
    return serdes;
  }

  /**
   * Starts the streams app, if it is one of the stages, and submits the enrichment job. Called
   * once.
   *
   * @throws ExecutionException if a part failed to start
   */
  public RunningPlatform run() throws ExecutionException, InterruptedException {
    return platform.run(settings, connection);
  }
}
