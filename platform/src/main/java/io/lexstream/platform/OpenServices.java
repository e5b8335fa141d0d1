package io.lexstream.platform;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Services that were started and have to be stopped, the newest first. One that comes up while the
 * others are being stopped is stopped at once. Thread-safe.
 */
final class OpenServices implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OpenServices.class);

  private final Deque<AutoCloseable> services = new ArrayDeque<>();
  private boolean closed;

  /** Takes charge of {@code service}. */
  synchronized <T extends AutoCloseable> T add(T service) {
    if (closed) {
      close(service);
    } else {
      services.push(service);
    }
    return service;
  }

  /** Stops all. Calling it again does nothing, and one of two callers waits for the other. */
  @Override
  public synchronized void close() {
    closed = true;
    while (!services.isEmpty()) {
      close(services.pop());
    }
  }

  private static void close(AutoCloseable service) {
    try {
      service.close();
    } catch (Exception e) {
      LOG.warn("did not stop cleanly: service={} reason={}", service, e.toString());
    }
  }
}
