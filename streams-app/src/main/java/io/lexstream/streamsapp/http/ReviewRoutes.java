package io.lexstream.streamsapp.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.lexstream.schemas.WellFormedText;
import io.lexstream.schemas.avro.Review;
import io.lexstream.streamsapp.policy.DecisionKind;
import io.lexstream.streamsapp.read.query.DocumentQueries;
import io.lexstream.streamsapp.read.query.Owner;
import io.lexstream.streamsapp.topology.archive.ModerationState;
import io.lexstream.streamsapp.write.ingress.Gateway;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Documents that wait for a person, and what the person says. */
final class ReviewRoutes {

  private static final int USUAL = 50;
  private static final int MOST = 500;
  private static final int LONGEST_NOTE = 2_000;
  private static final Comparator<JsonNode> OLDEST_FIRST =
      Comparator.comparing(review -> Instant.parse(review.path("decidedAt").asText()));

  private final Gateway gateway;
  private final DocumentQueries documents;
  private final Bodies bodies;
  private final Peers peers;
  private final InstantSource clock;

  ReviewRoutes(
      Gateway gateway, DocumentQueries documents, Bodies bodies, Peers peers, InstantSource clock) {
    this.gateway = gateway;
    this.documents = documents;
    this.bodies = bodies;
    this.peers = peers;
    this.clock = clock;
  }

  void addTo(RoutesConfig routes) {
    routes.get("/v1/reviews", this::waiting);
    routes.post("/v1/reviews/{id}", this::judge);
  }

  private void waiting(Context request) {
    int limit = Parameters.integer(request, "limit", USUAL, 1, MOST);
    List<JsonNode> reviews = new ArrayList<>();
    long count = 0;
    if (Peers.isPassedOn(request) || documents.isHere()) {
      var here = documents.awaitingReview(limit);
      here.oldest().forEach(state -> reviews.add(review(state)));
      count = here.count();
    }
    if (!Peers.isPassedOn(request)) {
      for (var answer : peers.ask(request, documents.otherInstances())) {
        answer.path("reviews").forEach(reviews::add);
        count += answer.path("waiting").asLong();
      }
    }
    reviews.sort(OLDEST_FIRST);
    Responses.json(
        request,
        200,
        Map.of("reviews", reviews.subList(0, Math.min(limit, reviews.size())), "waiting", count));
  }

  private ObjectNode review(ModerationState state) {
    var review = DocumentForms.review(state);
    documents
        .resultHere(state.id())
        .ifPresent(result -> review.set("document", DocumentForms.enriched(result)));
    return review;
  }

  private void judge(Context request) {
    var id = DocumentRoutes.id(request);
    byte[] body = bodies.read(request);
    var owner = documents.ownerOf(id);
    if (owner instanceof Owner.There there) {
      peers.passOn(request, there, body);
      return;
    }
    var known = documents.find(id, (Owner.Here) owner);
    if (known.isErased()) {
      throw new ProblemException(Problem.gone(id));
    }
    var state =
        known
            .state()
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.notFound("no decision on document " + id + " is known")));
    var review = verdict(state, body);
    request.future(
        () ->
            gateway
                .submitVerdict(review)
                .thenRun(
                    () ->
                        Responses.json(
                            request, 202, Map.of("id", id, "verdict", review.getVerdict())))
                .exceptionally(
                    failure -> {
                      Responses.failed(request, failure);
                      return null;
                    }));
  }

  private Review verdict(ModerationState state, byte[] body) {
    var json = object(body);
    var verdict =
        DecisionKind.of(json.path("verdict").asText())
            .filter(action -> action != DecisionKind.REVIEW)
            .orElseThrow(
                () -> new ProblemException(Problem.badRequest("verdict must be allow or block")));
    return Review.newBuilder()
        .setId(state.id())
        .setSource(state.source())
        .setAuthor(state.author())
        .setVerdict(verdict.text())
        .setReviewer(text(json, "reviewer"))
        .setNote(text(json, "note"))
        .setRule(state.rule())
        .setReviewedAt(clock.instant())
        .build();
  }

  private static JsonNode object(byte[] body) {
    try {
      var json = Responses.JSON.readTree(body);
      if (json != null && json.isObject()) {
        return json;
      }
    } catch (JsonProcessingException e) {
      throw new ProblemException(
          Problem.badRequest("the body is not JSON: " + e.getOriginalMessage()));
    } catch (IOException e) {
      throw new ProblemException(Problem.badRequest("the body is not JSON in UTF-8"));
    }
    throw new ProblemException(
        Problem.badRequest("send an object such as {\"verdict\": \"allow\"}"));
  }

  private static String text(JsonNode json, String field) {
    var value = json.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isTextual() || value.asText().length() > LONGEST_NOTE) {
      throw new ProblemException(
          Problem.badRequest(field + " must be a text of at most " + LONGEST_NOTE + " characters"));
    }
    return WellFormedText.of(value.asText());
  }
}
