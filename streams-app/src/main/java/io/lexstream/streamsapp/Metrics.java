package io.lexstream.streamsapp;

import io.lexstream.streamsapp.read.feed.Feed;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.HashMap;
import java.util.stream.Collectors;
import org.apache.kafka.streams.KafkaStreams;

/** The metrics of the app in Prometheus's text format. Thread-safe. */
final class Metrics {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private MultiGauge lag;
  private KafkaStreams streams;

  PrometheusMeterRegistry registry() {
    return registry;
  }

  void watch(KafkaStreams streams, Feed feed) {
    this.streams = streams;
    this.lag =
        MultiGauge.builder("lexstream.consumer.lag")
            .description("Records of a topic that this instance has not read yet")
            .register(registry);
    Gauge.builder(
            "lexstream.streams.running",
            streams,
            app -> app.state() == KafkaStreams.State.RUNNING ? 1 : 0)
        .description(
            "1 while this instance is running, 0 while it starts, rebalances or has failed")
        .register(registry);
    Gauge.builder("lexstream.late.records", this, metrics -> metrics.sum("dropped-records-total"))
        .description("Records dropped since the start: too late for their windows, or without key")
        .register(registry);
    Gauge.builder("lexstream.feed.subscribers", feed, Feed::subscribers)
        .description("Open feeds")
        .register(registry);
    FunctionCounter.builder("lexstream.feed.dropped", feed, Feed::droppedSubscribers)
        .description("Feeds closed because their readers were too slow")
        .register(registry);
  }

  /** All metrics in Prometheus's text format. */
  String scrape() {
    var byTopic = new HashMap<String, Double>();
    streams
        .metrics()
        .forEach(
            (name, metric) -> {
              if (name.name().equals("records-lag")
                  && name.tags().containsKey("partition")
                  && !name.tags().get("topic").endsWith("-changelog")
                  && metric.metricValue() instanceof Double value
                  && !value.isNaN()) {
                byTopic.merge(name.tags().get("topic"), value, Double::sum);
              }
            });
    // The Kafka client reports each lag twice: with the topic's name (KIP-1109) and with dots
    // replaced.
    var oldSpellings =
        byTopic.keySet().stream()
            .filter(topic -> topic.contains("."))
            .map(topic -> topic.replace('.', '_'))
            .collect(Collectors.toSet());
    byTopic.keySet().removeAll(oldSpellings);
    lag.register(
        byTopic.entrySet().stream()
            .map(entry -> Row.of(Tags.of("topic", entry.getKey()), entry.getValue()))
            .toList(),
        true);
    return registry.scrape();
  }

  private double sum(String name) {
    return streams.metrics().entrySet().stream()
        .filter(entry -> entry.getKey().name().equals(name))
        .map(entry -> entry.getValue().metricValue())
        .filter(Double.class::isInstance)
        .mapToDouble(Double.class::cast)
        .sum();
  }
}
