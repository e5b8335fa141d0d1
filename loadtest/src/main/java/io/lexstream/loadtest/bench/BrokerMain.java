package io.lexstream.loadtest.bench;

import io.lexstream.embedded.EmbeddedBroker;
import io.lexstream.loadtest.process.CommandLoop;
import java.nio.file.Files;
import java.nio.file.Path;

/** The program of the broker. */
final class BrokerMain {

  private BrokerMain() {}

  /**
   * @param arguments folder for the broker's data
   */
  public static void main(String[] arguments) throws Exception {
    var loop = CommandLoop.ofThisProcess();
    try (var broker = EmbeddedBroker.start(Files.createDirectories(Path.of(arguments[0])))) {
      loop.say("ready " + broker.bootstrapServers());
      loop.run();
    }
    System.exit(0); // Kafka's threads would keep the process alive.
  }
}
