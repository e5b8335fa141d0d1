package io.lexstream.streamsapp.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.lexstream.schemas.avro.Insight;
import io.lexstream.streamsapp.read.query.InsightQueries;
import io.lexstream.streamsapp.read.query.InsightQueries.Asked;
import io.lexstream.streamsapp.read.query.Owner;
import io.lexstream.streamsapp.topology.analytics.InsightWindow;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counts over windows. */
final class InsightRoutes {

  private static final int USUAL_WINDOWS = 60;
  private static final int MOST_WINDOWS = 1_500;
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
    routes.get("/v1/insights", this::find);
  }

  private void find(Context request) {
    var asked = asked(request);
    var group = asked.group();
    if (group.isPresent()) {
      var owner = insights.ownerOf(asked.window(), group.get());
      if (owner instanceof Owner.There there) {
        peers.passOn(request, there, new byte[0]);
      } else {
        answer(request, asked, json(insights.find(asked, group.get(), (Owner.Here) owner)));
      }
      return;
    }
    var found =
        Peers.isPassedOn(request) || insights.isHere(asked.window())
            ? json(insights.findAll(asked))
            : new ArrayList<JsonNode>();
    if (!Peers.isPassedOn(request)) {
      peers
          .ask(request, insights.otherInstances(asked.window()))
          .forEach(answer -> answer.path("insights").forEach(found::add));
    }
    answer(request, asked, found);
  }

  private static void answer(Context request, Asked asked, List<JsonNode> found) {
    found.sort(IN_ORDER);
    Responses.json(
        request,
        200,
        Map.of(
            "window", asked.window().text(),
            "from", asked.from().toString(),
            "to", asked.to().toString(),
            "insights", found));
  }

  private static List<JsonNode> json(List<Insight> insights) {
    var json = new ArrayList<JsonNode>();
    insights.forEach(insight -> json.add(DocumentForms.insight(insight)));
    return json;
  }

  private Asked asked(Context request) {
    var window =
        InsightWindow.of(Optional.ofNullable(request.queryParam("window")).orElse("1m"))
            .orElseThrow(() -> Parameters.refused("window", "1m or 1h"));
    var to = Parameters.time(request, "to", clock.instant());
    var from =
        Parameters.time(request, "from", to.minus(window.size().multipliedBy(USUAL_WINDOWS)));
    if (from.isAfter(to)
        || Duration.between(from, to).compareTo(window.size().multipliedBy(MOST_WINDOWS)) > 0) {
      throw Parameters.refused(
          "from", "a time before 'to', at most " + MOST_WINDOWS + " windows before");
    }
    return new Asked(
        window,
        Optional.ofNullable(request.queryParam("source")),
        Optional.ofNullable(request.queryParam("language")),
        from,
        to);
  }
}
