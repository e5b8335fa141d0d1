package io.lexstream.streamsapp;

import org.apache.kafka.streams.StreamsConfig;

/** The delivery guarantee for decisions and insights after a failure. */
public enum Delivery {
  EXACTLY_ONCE(StreamsConfig.EXACTLY_ONCE_V2),
  AT_LEAST_ONCE(StreamsConfig.AT_LEAST_ONCE);

  private final String guarantee;

  Delivery(String guarantee) {
    this.guarantee = guarantee;
  }

  String guarantee() {
    return guarantee;
  }
}
