package io.lexstream.testing;

import io.lexstream.embedded.EmbeddedBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Resolves test parameters of the type {@link EmbeddedBroker}. All tests of a JVM share one broker,
 * so each test uses topics with names of its own.
 */
public final class BrokerExtension implements ParameterResolver {

  /**
   * Kafka's default. The platform's broker allows longer transactions, which would hide a timeout
   * that other brokers reject.
   */
  private static final Map<String, String> PROPERTIES =
      Map.of("transaction.max.timeout.ms", "900000");

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    return parameter.getParameter().getType() == EmbeddedBroker.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
    return sharedBroker(test);
  }

  /** The broker of this JVM. The first call starts it; it stops after the last test. */
  public static EmbeddedBroker sharedBroker(ExtensionContext test) {
    return test.getRoot()
        .getStore(Namespace.create(BrokerExtension.class))
        .getOrComputeIfAbsent(SharedBroker.class, key -> SharedBroker.start(), SharedBroker.class)
        .broker();
  }

  private record SharedBroker(EmbeddedBroker broker, Path folder) implements AutoCloseable {

    static SharedBroker start() {
      try {
        var folder = Files.createTempDirectory("lexstream-broker");
        return new SharedBroker(EmbeddedBroker.start(folder, 0, PROPERTIES), folder);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() throws IOException {
      broker.close();
      try (var files = Files.walk(folder)) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
