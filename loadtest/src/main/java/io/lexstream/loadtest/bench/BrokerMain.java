package io.lexstream.loadtest.bench;

import io.lexstream.loadtest.process.CommandLoop;
import io.lexstream.platform.EmbeddedBroker;
import java.nio.file.Files;
import java.nio.file.Path;

/** A broker in a process of its own. */
final class BrokerMain {

  private BrokerMain() {}

  /**
   * @param arguments the folder for its logs
   */
  public static void main(String[] arguments) throws Exception {
    var loop = CommandLoop.ofThisProcess();
    try (var broker = EmbeddedBroker.start(Files.createDirectories(Path.of(arguments[0])))) {
      loop.say("ready " + broker.bootstrapServers());
      loop.run();
    }
    System.exit(0); // Kafka leaves threads that would keep the process.
  }
}
