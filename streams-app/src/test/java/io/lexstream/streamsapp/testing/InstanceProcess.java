package io.lexstream.streamsapp.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An instance in its own process. */
public final class InstanceProcess implements AutoCloseable {

  private final Process process;
  private final Path ready;
  private final Path log;

  private InstanceProcess(Process process, Path ready, Path log) {
    this.process = process;
    this.ready = ready;
    this.log = log;
  }

  /** Starts an instance. Its output is in {@code folder}. */
  public static InstanceProcess start(String bootstrapServers, Path folder, String... settings)
      throws IOException {
    Files.createDirectories(folder);
    var ready = folder.resolve("port");
    var log = folder.resolve("log");
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dlog4j2.configurationFile=log4j2-lexstream-test.properties",
                "-cp",
                System.getProperty("java.class.path"),
                InstanceMain.class.getName(),
                bootstrapServers,
                folder.resolve("state").toString(),
                ready.toString()));
    command.addAll(List.of(settings));
    var process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    return new InstanceProcess(process, ready, log);
  }

  /** Whether its API is listening. Throws if the process ended. */
  public boolean isUp() throws IOException {
    if (!process.isAlive()) {
      throw new IllegalStateException("the instance ended: " + Files.readString(log));
    }
    return Files.exists(ready) && !Files.readString(ready).isEmpty();
  }

  public int port() throws IOException {
    return Integer.parseInt(Files.readString(ready));
  }

  /** Ends it as {@code kill -9} does. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    kill();
  }
}
