package io.lexstream.streamsapp;

import io.lexstream.settings.Settings;
import io.lexstream.settings.SettingsException;
import io.lexstream.streamsapp.policy.PolicyException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the streams app as a process: {@code java ... StreamsAppMain [CONFIGURATION.yaml]}.
 * Environment variables override keys of the file. Runs until it receives a signal. Exit codes: 2
 * if the configuration is invalid, 1 if the app fails.
 */
public final class StreamsAppMain {

  private static final Logger LOG = LoggerFactory.getLogger(StreamsAppMain.class);

  /** Sections of the common file that belong to other processes. */
  private static final String[] OTHERS = {"enrichment", "models", "inference"};

  private StreamsAppMain() {}

  public static void main(String[] args) throws InterruptedException {
    int status = run(args);
    if (status != 0) {
      System.exit(status);
    }
  }

  private static int run(String[] args) throws InterruptedException {
    StreamsServer server;
    try {
      server = start(args);
    } catch (SettingsException | PolicyException e) {
      LOG.error("{}", e.getMessage());
      return 2;
    } catch (StreamsAppException e) {
      LOG.error("{}", e.getMessage());
      return 1;
    }
    var ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  server.close();
                  ended.countDown();
                },
                "lexstream-shutdown"));
    return server.awaitFailure(ended) ? 1 : 0;
  }

  private static StreamsServer start(String[] args) {
    var settings =
        Settings.builder()
            .declare(StreamsServer.SETTINGS)
            .ignoreSections(OTHERS)
            .environment(System.getenv());
    if (args.length > 0) {
      settings.file(Path.of(args[0]));
    }
    return StreamsServer.start(settings.load());
  }
}
