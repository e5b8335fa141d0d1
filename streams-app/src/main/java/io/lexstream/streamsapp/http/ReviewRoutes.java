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

/** Lists documents that wait for a verdict, and submits verdicts. */
final class ReviewRoutes {

  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 500;
  private static final int MAX_NOTE_LENGTH = 2_000;
  private static final Comparator<JsonNode> OLDEST_FIRST =
      Comparator.comparing(review -> Instant.parse(review.path("decidedAt").asText()));

  private final Gateway gateway;
  private final DocumentQueries documents;
  private final Peers peers;
  private final InstantSource clock;

  ReviewRoutes(Gateway gateway, DocumentQueries documents, Peers peers, InstantSource clock) {
    this.gateway = gateway;
    this.documents = documents;
    this.peers = peers;
    this.clock = clock;
  }

  void addTo(RoutesConfig routes) {
    Gets.add(routes, "/v1/reviews", this::listWaiting);
    routes.post("/v1/reviews/{id}", this::submitVerdict);
  }

  private void listWaiting(Context ctx) {
    int limit = Parameters.integer(ctx, "limit", DEFAULT_LIMIT, 1, MAX_LIMIT);
    List<JsonNode> reviews = new ArrayList<>();
    long count = 0;
    if (Peers.isForwarded(ctx) || documents.isLocal()) {
      var pending = documents.awaitingReview(limit);
      pending.oldest().forEach(state -> reviews.add(review(state)));
      count = pending.count();
    }
    if (!Peers.isForwarded(ctx)) {
      for (var answer : peers.ask(ctx, documents.otherInstances())) {
        answer.path("reviews").forEach(reviews::add);
        count += answer.path("waiting").asLong();
      }
    }
    reviews.sort(OLDEST_FIRST);
    Responses.json(
        ctx,
        200,
        Map.of("reviews", reviews.subList(0, Math.min(limit, reviews.size())), "waiting", count));
  }

  private ObjectNode review(ModerationState state) {
    var review = JsonForms.review(state);
    documents
        .localResult(state.id())
        .ifPresent(result -> review.set("document", JsonForms.enriched(result)));
    return review;
  }

  private void submitVerdict(Context ctx) {
    var id = DocumentRoutes.id(ctx);
    byte[] body = RequestBody.of(ctx).decoded();
    var owner = documents.ownerOf(id);
    if (owner instanceof Owner.Remote remote) {
      peers.forward(ctx, remote, body);
      return;
    }
    var known = documents.find(id, (Owner.Local) owner);
    if (known.isErased()) {
      throw new ProblemException(Problem.gone(id));
    }
    var state =
        known
            .moderation()
            .orElseThrow(
                () ->
                    new ProblemException(Problem.notFound("document " + id + " has no decision")));
    var review = verdict(state, body);
    ctx.future(
        () ->
            gateway
                .submitVerdict(review)
                .thenRun(
                    () ->
                        Responses.json(ctx, 202, Map.of("id", id, "verdict", review.getVerdict())))
                .exceptionally(
                    failure -> {
                      Responses.failure(ctx, failure);
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
        Problem.badRequest("the body must be a JSON object, for example {\"verdict\": \"allow\"}"));
  }

  private static String text(JsonNode json, String field) {
    var value = json.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isTextual() || value.asText().length() > MAX_NOTE_LENGTH) {
      throw new ProblemException(
          Problem.badRequest(
              field + " must be a string of at most " + MAX_NOTE_LENGTH + " characters"));
    }
    return WellFormedText.of(value.asText());
  }
}
