package io.lexstream.streamsapp.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.lexstream.schemas.DocumentId;
import io.lexstream.streamsapp.read.query.DocumentQueries;
import io.lexstream.streamsapp.read.query.DocumentQueries.DocumentState;
import io.lexstream.streamsapp.read.query.Owner;
import io.lexstream.streamsapp.write.ingress.Gateway;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Finds and erases documents. */
final class DocumentRoutes {

  private static final int MAX_WAIT_SECONDS = 20;
  private static final Executor LATER =
      CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS);

  private final Gateway gateway;
  private final DocumentQueries documents;
  private final Peers peers;
  private final InstantSource clock;

  DocumentRoutes(Gateway gateway, DocumentQueries documents, Peers peers, InstantSource clock) {
    this.gateway = gateway;
    this.documents = documents;
    this.peers = peers;
    this.clock = clock;
  }

  void addTo(RoutesConfig routes) {
    Gets.add(routes, "/v1/documents/{id}", this::find);
    routes.delete("/v1/documents/{id}", this::erase);
  }

  private void find(Context ctx) {
    var id = id(ctx);
    int wait = Parameters.integer(ctx, "wait", 0, 0, MAX_WAIT_SECONDS);
    var owner = documents.ownerOf(id);
    if (owner instanceof Owner.Remote remote) {
      peers.forward(ctx, remote, new byte[0], Duration.ofSeconds(wait));
      return;
    }
    var until = clock.instant().plusSeconds(wait);
    ctx.future(
        () ->
            awaitDecision(id, (Owner.Local) owner, until)
                .thenAccept(state -> respond(ctx, id, state))
                .exceptionally(
                    failure -> {
                      Responses.failure(ctx, failure);
                      return null;
                    }));
  }

  /** Completes when the decision is known, at the latest at {@code until}. Blocks no thread. */
  private CompletableFuture<DocumentState> awaitDecision(
      String id, Owner.Local local, Instant until) {
    var state = documents.find(id, local);
    if (state.isComplete() || !clock.instant().isBefore(until)) {
      return CompletableFuture.completedFuture(state);
    }
    return CompletableFuture.supplyAsync(() -> awaitDecision(id, local, until), LATER)
        .thenCompose(later -> later);
  }

  private static void respond(Context ctx, String id, DocumentState state) {
    if (state.isErased()) {
      throw new ProblemException(Problem.gone(id));
    }
    if (state.isUnknown()) {
      throw new ProblemException(
          Problem.notFound("document " + id + " is unknown: not processed yet, or expired"));
    }
    Responses.json(ctx, 200, JsonForms.document(id, state));
  }

  private void erase(Context ctx) {
    var id = id(ctx);
    ctx.future(
        () ->
            gateway
                .erase(id)
                .thenRun(() -> Responses.json(ctx, 202, Map.of("id", id)))
                .exceptionally(
                    failure -> {
                      Responses.failure(ctx, failure);
                      return null;
                    }));
  }

  static String id(Context ctx) {
    var id = ctx.pathParam("id");
    DocumentId.problem(id)
        .ifPresent(
            problem -> {
              throw new ProblemException(Problem.badRequest(problem));
            });
    return id;
  }
}
