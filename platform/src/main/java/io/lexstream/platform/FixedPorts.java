package io.lexstream.platform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;

/** Looks, before anything starts, whether the ports that were asked for can be had. */
final class FixedPorts {

  /** What an earlier run that was killed leaves behind is gone after that. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private static final long LOOK_AGAIN_MS = 200;

  private FixedPorts() {}

  static void check(PlatformConfig config)
      throws PlatformNotStartedException, InterruptedException {
    check("broker", config.brokerPort(), "--broker-port");
    check("schema registry", config.registryPort(), "--registry-port");
    check("API", config.apiPort(), "--http-port");
  }

  private static void check(String who, int port, String flag)
      throws PlatformNotStartedException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (port != 0 && isTaken(port)) {
      if (System.nanoTime() > deadline) {
        throw new PlatformNotStartedException(
            "port "
                + port
                + " of the "
                + who
                + " is taken: stop what listens there, or choose"
                + " another with "
                + flag);
      }
      Thread.sleep(LOOK_AGAIN_MS);
    }
  }

  private static boolean isTaken(int port) {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return false;
    } catch (IOException e) {
      return true;
    }
  }
}
