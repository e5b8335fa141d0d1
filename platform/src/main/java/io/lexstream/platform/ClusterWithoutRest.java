package io.lexstream.platform;

import org.apache.flink.runtime.dispatcher.DispatcherGateway;
import org.apache.flink.runtime.dispatcher.SessionDispatcherFactory;
import org.apache.flink.runtime.dispatcher.runner.DefaultDispatcherRunnerFactory;
import org.apache.flink.runtime.entrypoint.component.DefaultDispatcherResourceManagerComponentFactory;
import org.apache.flink.runtime.entrypoint.component.DispatcherResourceManagerComponentFactory;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.resourcemanager.StandaloneResourceManagerFactory;
import org.apache.flink.runtime.rest.RestEndpointFactory;
import org.apache.flink.runtime.rest.SessionRestEndpointFactory;
import org.apache.flink.runtime.webmonitor.WebMonitorEndpoint;

/**
 * A mini cluster that closes its REST API before it accepts jobs. This process does not use the
 * REST API. It answers any {@code Host}, so a web page could cancel jobs and write savepoints
 * through a DNS name that resolves to 127.0.0.1.
 */
final class ClusterWithoutRest extends MiniCluster {

  private WebMonitorEndpoint<DispatcherGateway> restApi;

  ClusterWithoutRest(MiniClusterConfiguration configuration) {
    super(configuration);
  }

  @Override
  public void start() throws Exception {
    super.start();
    restApi.closeAsync().get();
  }

  @Override
  protected DispatcherResourceManagerComponentFactory
      createDispatcherResourceManagerComponentFactory() {
    RestEndpointFactory<DispatcherGateway> remembering =
        (config, dispatcher, resourceManager, blobs, executor, metrics, election, onFatalError) -> {
          restApi =
              SessionRestEndpointFactory.INSTANCE.createRestEndpoint(
                  config,
                  dispatcher,
                  resourceManager,
                  blobs,
                  executor,
                  metrics,
                  election,
                  onFatalError);
          return restApi;
        };
    return new DefaultDispatcherResourceManagerComponentFactory(
        DefaultDispatcherRunnerFactory.createSessionRunner(SessionDispatcherFactory.INSTANCE),
        StandaloneResourceManagerFactory.getInstance(),
        remembering);
  }
}
