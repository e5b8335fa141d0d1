package io.lexstream.streamsapp.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.lexstream.schemas.EntryId;
import io.lexstream.schemas.WellFormedText;
import io.lexstream.schemas.avro.Review;
import io.lexstream.streamsapp.policy.DecisionKind;
import io.lexstream.streamsapp.read.query.DocumentQueries;
import io.lexstream.streamsapp.read.query.Owner;
import io.lexstream.streamsapp.topology.archive.ModerationState;
import io.lexstream.streamsapp.write.ingress.Gateway;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lists documents that wait for a verdict, and submits verdicts. */
final class ReviewRoutes {

  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 500;
  private static final Duration VERDICT_TIMEOUT = Duration.ofSeconds(10);
  private static final int MAX_NOTE_LENGTH = 2_000;
  private static final Comparator<JsonNode> OLDEST_FIRST =
      Comparator.comparing(review -> Instant.parse(review.path("decidedAt").asText()));

  private final Gateway gateway;
  private final DocumentQueries documents;
  private final Peers peers;
  private final InstantSource clock;
  private final Polling polling;

  ReviewRoutes(Gateway gateway, DocumentQueries documents, Peers peers, InstantSource clock) {
    this.gateway = gateway;
    this.documents = documents;
    this.peers = peers;
    this.clock = clock;
    this.polling = new Polling(clock, VERDICT_TIMEOUT);
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
      peers.forward(ctx, remote, body, VERDICT_TIMEOUT);
      return;
    }
    var local = (Owner.Local) owner;
    var state = state(id, local);
    var review = verdict(state, body);
    if (state.verdict() != null && !overrules(review)) {
      throw verdictExists(state);
    }
    ctx.future(
        () ->
            gateway
                .submitVerdict(review)
                .thenCompose(
                    entry ->
                        polling
                            .await(() -> verdictSince(entry, overrules(review), id, local))
                            .thenAccept(current -> respond(ctx, review, entry, current)))
                .exceptionally(
                    failure -> {
                      Responses.failure(ctx, failure);
                      return null;
                    }));
  }

  private ModerationState state(String id, Owner.Local local) {
    var known = documents.find(id, local);
    if (known.isErased()) {
      throw new ProblemException(Problem.gone(id));
    }
    return known
        .moderation()
        .orElseThrow(
            () -> new ProblemException(Problem.notFound("document " + id + " has no decision")));
  }

  /**
   * The state after the verdict of {@code entry} was processed; empty before that. Verdicts on a
   * document are processed in the order of their offsets. Without overrule, the first of them wins:
   * any verdict in the state means that this one was, or will be, accepted or rejected.
   */
  private Optional<ModerationState> verdictSince(
      EntryId entry, boolean overrules, String id, Owner.Local local) {
    return Optional.of(state(id, local))
        .filter(
            state -> state.verdict() != null && (!overrules || offset(state) >= entry.offset()));
  }

  private static void respond(Context ctx, Review review, EntryId entry, ModerationState state) {
    if (!overrules(review) && offset(state) < entry.offset()) {
      throw verdictExists(state);
    }
    Responses.json(ctx, 202, Map.of("id", review.getId(), "verdict", review.getVerdict()));
  }

  private static ProblemException verdictExists(ModerationState state) {
    return new ProblemException(
        Problem.verdictExists(state.id(), JsonForms.verdict(state.verdict())));
  }

  private static boolean overrules(Review review) {
    return Boolean.TRUE.equals(review.getOverrule());
  }

  private static long offset(ModerationState state) {
    return EntryId.parse(state.verdict().entry()).map(EntryId::offset).orElse(-1L);
  }

  private Review verdict(ModerationState state, byte[] body) {
    var json = object(body);
    var verdict =
        DecisionKind.of(json.path("verdict").asText())
            .filter(kind -> kind != DecisionKind.REVIEW)
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
        .setOverrule(flag(json, "overrule"))
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

  private static Boolean flag(JsonNode json, String field) {
    var value = json.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isBoolean()) {
      throw new ProblemException(Problem.badRequest(field + " must be true or false"));
    }
    return value.asBoolean();
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
