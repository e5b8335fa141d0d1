package io.lexstream.streamsapp.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.lexstream.schemas.Topic;
import io.lexstream.streamsapp.stats.Delay;
import io.lexstream.streamsapp.stats.Lags;
import io.lexstream.streamsapp.stats.Pulse;
import java.time.InstantSource;

/** Throughput, latency and consumer lag. */
final class StatsRoutes {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Pulse pulse;
  private final Lags lags;
  private final InstantSource clock;

  StatsRoutes(Pulse pulse, Lags lags, InstantSource clock) {
    this.pulse = pulse;
    this.lags = lags;
    this.clock = clock;
  }

  void addTo(RoutesConfig routes) {
    routes.get("/v1/stats", this::find);
  }

  private void find(Context ctx) {
    var reading = pulse.read();
    var json = NODES.objectNode();
    json.put("at", clock.instant().toString());
    json.put("since", reading.since().toString());
    var totals = json.putObject("totals");
    totals.put("enriched", reading.totals().getOrDefault(Topic.ENRICHED, 0L));
    totals.put("decisions", reading.totals().getOrDefault(Topic.DECISIONS, 0L));
    totals.put("deadLetters", reading.totals().getOrDefault(Topic.DEAD_LETTERS, 0L));
    json.put("documentsPerSecond", reading.perSecond());
    json.set("latency", latency(reading.delay()));
    json.set("lag", lag());
    var history = json.putArray("history");
    for (var moment : reading.history()) {
      var point = history.addObject();
      point.put("at", moment.at().toString());
      point.put("documentsPerSecond", moment.perSecond());
      if (moment.delay().documents() > 0) {
        point.set("latency", latency(moment.delay()));
      }
    }
    Responses.json(ctx, 200, json);
  }

  private static ObjectNode latency(Delay delay) {
    var json = NODES.objectNode();
    json.put("documents", delay.documents());
    if (delay.documents() > 0) {
      json.put("p50", delay.p50());
      json.put("p95", delay.p95());
      json.put("p99", delay.p99());
      json.put("max", delay.max());
    }
    return json;
  }

  private ArrayNode lag() {
    var json = NODES.arrayNode();
    for (var behind : lags.latest()) {
      json.addObject()
          .put("group", behind.group())
          .put("topic", behind.topic())
          .put("records", behind.records());
    }
    return json;
  }
}
