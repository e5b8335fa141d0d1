package io.lexstream.streamsapp.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.lexstream.schemas.Topic;
import io.lexstream.streamsapp.read.stats.ConsumerLags;
import io.lexstream.streamsapp.read.stats.Latency;
import io.lexstream.streamsapp.read.stats.PipelineStats;
import java.time.InstantSource;

/** Throughput, latency and consumer lag. */
final class StatsRoutes {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final PipelineStats stats;
  private final ConsumerLags lags;
  private final InstantSource clock;

  StatsRoutes(PipelineStats stats, ConsumerLags lags, InstantSource clock) {
    this.stats = stats;
    this.lags = lags;
    this.clock = clock;
  }

  void addTo(RoutesConfig routes) {
    Gets.add(routes, "/v1/stats", this::find);
  }

  private void find(Context ctx) {
    var snapshot = stats.snapshot();
    var json = NODES.objectNode();
    json.put("at", clock.instant().toString());
    json.put("since", snapshot.since().toString());
    var totals = json.putObject("totals");
    totals.put("enriched", snapshot.totals().getOrDefault(Topic.ENRICHED, 0L));
    totals.put("decisions", snapshot.totals().getOrDefault(Topic.DECISIONS, 0L));
    totals.put("deadLetters", snapshot.totals().getOrDefault(Topic.DEAD_LETTERS, 0L));
    json.put("documentsPerSecond", snapshot.perSecond());
    json.set("latency", latency(snapshot.latency()));
    json.set("lag", lag());
    var history = json.putArray("history");
    for (var interval : snapshot.history()) {
      var point = history.addObject();
      point.put("at", interval.at().toString());
      point.put("documentsPerSecond", interval.perSecond());
      if (interval.latency().documents() > 0) {
        point.set("latency", latency(interval.latency()));
      }
    }
    Responses.json(ctx, 200, json);
  }

  private static ObjectNode latency(Latency latency) {
    var json = NODES.objectNode();
    json.put("documents", latency.documents());
    if (latency.documents() > 0) {
      json.put("p50", latency.p50());
      json.put("p95", latency.p95());
      json.put("p99", latency.p99());
      json.put("max", latency.max());
    }
    return json;
  }

  private ArrayNode lag() {
    var json = NODES.arrayNode();
    for (var lag : lags.latest()) {
      json.addObject()
          .put("group", lag.group())
          .put("topic", lag.topic())
          .put("records", lag.records());
    }
    return json;
  }
}
