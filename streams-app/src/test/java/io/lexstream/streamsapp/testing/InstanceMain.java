package io.lexstream.streamsapp.testing;

import io.lexstream.streamsapp.StreamsServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;

/**
 * Runs an instance in a process that a test may kill: {@code BOOTSTRAP FOLDER READY-FILE [KEY=VALUE
 * ...]}.
 */
public final class InstanceMain {

  private InstanceMain() {}

  public static void main(String[] args) throws Exception {
    TestPlatform.registered(TestPlatform.connection(args[0]));
    var others = new HashMap<String, String>();
    for (int i = 3; i < args.length; i++) {
      var pair = args[i].split("=", 2);
      others.put(pair[0], pair[1]);
    }
    var server = StreamsServer.start(TestPlatform.settings(args[0], Path.of(args[1]), others));
    Files.writeString(Path.of(args[2]), Integer.toString(server.port()));
    Thread.currentThread().join(); // until it is killed
  }
}
