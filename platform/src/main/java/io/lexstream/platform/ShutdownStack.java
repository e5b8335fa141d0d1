package io.lexstream.platform;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes started services in reverse order of their start.
 *
 * <p>Thread-safe.
 */
final class ShutdownStack implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ShutdownStack.class);

  private final Deque<AutoCloseable> services = new ArrayDeque<>();
  private boolean closed;

  /** Adds a service. After {@link #close} it is closed immediately. */
  synchronized <T extends AutoCloseable> T add(T service) {
    if (closed) {
      close(service);
    } else {
      services.push(service);
    }
    return service;
  }

  /** Closes all services. A second call has no effect; a concurrent call waits for the first. */
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
      LOG.warn("service did not stop cleanly: service={} cause={}", service, e.toString());
    }
  }
}
