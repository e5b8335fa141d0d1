package io.lexstream.platform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;

/** Checks before the start whether the configured ports are free. */
final class PortCheck {

  /** The system frees the ports of a killed process within this time. */
  private static final int ATTEMPTS = 15;

  private static final Duration PAUSE = Duration.ofMillis(200);

  private final Pause pause;

  /** Waits between two attempts. */
  interface Pause {
    void await() throws InterruptedException;
  }

  PortCheck(Pause pause) {
    this.pause = pause;
  }

  static PortCheck ofThisMachine() {
    return new PortCheck(() -> Thread.sleep(PAUSE.toMillis()));
  }

  /**
   * Checks the ports of broker, registry and API. Port 0 stands for any free port and is not
   * checked.
   *
   * @throws PlatformNotStartedException if a port is in use
   */
  void check(PlatformConfig config) throws PlatformNotStartedException, InterruptedException {
    check("broker", config.brokerPort(), "--broker-port");
    check("schema registry", config.registryPort(), "--registry-port");
    check("API", config.apiPort(), "--http-port");
  }

  private void check(String service, int port, String flag)
      throws PlatformNotStartedException, InterruptedException {
    int attempt = 1;
    while (port != 0 && isInUse(port)) {
      if (attempt == ATTEMPTS) {
        throw new PlatformNotStartedException(
            "port %d of the %s is in use: stop the process that uses it, or choose another with %s"
                .formatted(port, service, flag));
      }
      attempt++;
      pause.await();
    }
  }

  private static boolean isInUse(int port) {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return false;
    } catch (IOException e) {
      return true;
    }
  }
}
