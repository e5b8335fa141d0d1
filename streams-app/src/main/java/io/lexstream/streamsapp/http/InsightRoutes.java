package io.lexstream.streamsapp.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.lexstream.schemas.avro.Insight;
import io.lexstream.streamsapp.read.query.InsightQueries;
import io.lexstream.streamsapp.read.query.InsightQueries.InsightQuery;
import io.lexstream.streamsapp.read.query.Owner;
import io.lexstream.streamsapp.topology.analytics.InsightWindow;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds insights. */
final class InsightRoutes {

  private static final int DEFAULT_WINDOWS = 60;
  private static final int MAX_WINDOWS = 1_500;
  private static final Comparator<JsonNode> IN_ORDER =
      Comparator.<JsonNode, String>comparing(insight -> insight.path("windowStart").asText())
          .thenComparing(insight -> insight.path("source").asText())
          .thenComparing(insight -> insight.path("language").asText());

  private final InsightQueries insights;
  private final Peers peers;
  private final InstantSource clock;

  InsightRoutes(InsightQueries insights, Peers peers, InstantSource clock) {
    this.insights = insights;
    this.peers = peers;
    this.clock = clock;
  }

  void addTo(RoutesConfig routes) {
    Gets.add(routes, "/v1/insights", this::find);
  }

  private void find(Context ctx) {
    var query = query(ctx);
    var group = query.group();
    if (group.isPresent()) {
      var owner = insights.ownerOf(query.window(), group.get());
      if (owner instanceof Owner.Remote remote) {
        peers.forward(ctx, remote, new byte[0]);
      } else {
        answer(ctx, query, json(insights.find(query, group.get(), (Owner.Local) owner)));
      }
      return;
    }
    var found =
        Peers.isForwarded(ctx) || insights.isLocal(query.window())
            ? json(insights.findAll(query))
            : new ArrayList<JsonNode>();
    if (!Peers.isForwarded(ctx)) {
      peers
          .ask(ctx, insights.otherInstances(query.window()))
          .forEach(answer -> answer.path("insights").forEach(found::add));
    }
    answer(ctx, query, found);
  }

  private static void answer(Context ctx, InsightQuery query, List<JsonNode> found) {
    found.sort(IN_ORDER);
    Responses.json(
        ctx,
        200,
        Map.of(
            "window", query.window().text(),
            "from", query.from().toString(),
            "to", query.to().toString(),
            "insights", found));
  }

  private static List<JsonNode> json(List<Insight> insights) {
    var json = new ArrayList<JsonNode>();
    insights.forEach(insight -> json.add(JsonForms.insight(insight)));
    return json;
  }

  private InsightQuery query(Context ctx) {
    var window =
        InsightWindow.of(Optional.ofNullable(ctx.queryParam("window")).orElse("1m"))
            .orElseThrow(() -> Parameters.invalid("window", "1m or 1h"));
    var to = Parameters.time(ctx, "to", clock.instant());
    var from = Parameters.time(ctx, "from", to.minus(window.size().multipliedBy(DEFAULT_WINDOWS)));
    if (from.isAfter(to)
        || Duration.between(from, to).compareTo(window.size().multipliedBy(MAX_WINDOWS)) > 0) {
      throw Parameters.invalid("from", "a time at most " + MAX_WINDOWS + " windows before 'to'");
    }
    return new InsightQuery(
        window,
        Optional.ofNullable(ctx.queryParam("source")),
        Optional.ofNullable(ctx.queryParam("language")),
        from,
        to);
  }
}
