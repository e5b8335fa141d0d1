package io.lexstream.flinkjobs;

import io.lexstream.testing.BrokerExtension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Resolves {@link TestTopics}: for each test its own topics on the broker of this JVM. */
final class TestTopicsExtension implements ParameterResolver {

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    return parameter.getParameter().getType() == TestTopics.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
    var broker = BrokerExtension.sharedBroker(test);
    return test.getStore(ExtensionContext.Namespace.create(test.getUniqueId()))
        .getOrComputeIfAbsent(
            TestTopics.class,
            key -> TestTopics.create(broker.bootstrapServers()),
            TestTopics.class);
  }
}
