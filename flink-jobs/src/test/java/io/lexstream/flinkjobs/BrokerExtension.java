package io.lexstream.flinkjobs;

import java.nio.file.Files;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One broker for all tests of this JVM, and for each test topics of its own on it. */
final class BrokerExtension implements ParameterResolver {

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    return parameter.getParameter().getType() == TestTopics.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
    var broker =
        test.getRoot()
            .getStore(ExtensionContext.Namespace.GLOBAL)
            .getOrComputeIfAbsent(SharedBroker.class, key -> new SharedBroker(), SharedBroker.class)
            .broker;
    return test.getStore(ExtensionContext.Namespace.create(test.getUniqueId()))
        .getOrComputeIfAbsent(
            TestTopics.class,
            key -> TestTopics.create(broker.bootstrapServers()),
            TestTopics.class);
  }

  private static final class SharedBroker implements AutoCloseable {

    private final EmbeddedBroker broker;

    private SharedBroker() {
      try {
        broker = EmbeddedBroker.start(Files.createTempDirectory("lexstream-broker"));
      } catch (Exception e) {
        throw new IllegalStateException("the broker for tests does not start", e);
      }
    }

    @Override
    public void close() {
      broker.close();
    }
  }
}
