package io.lexstream.streamsapp.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.lexstream.schemas.EntryId;
import io.lexstream.streamsapp.deadletters.DeadLetterId;
import io.lexstream.streamsapp.deadletters.DeadLetterLog;
import io.lexstream.streamsapp.deadletters.DeadLetterSummary;
import io.lexstream.streamsapp.deadletters.Replay;
import io.lexstream.streamsapp.deadletters.Replays;
import io.lexstream.streamsapp.deadletters.Replays.Result;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Lists dead letters and replays them. */
final class DeadLetterRoutes {

  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 500;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final DeadLetterLog log;
  private final Replays replays;

  DeadLetterRoutes(DeadLetterLog log, Replays replays) {
    this.log = log;
    this.replays = replays;
  }

  void addTo(RoutesConfig routes) {
    Gets.add(routes, "/v1/dead-letters", this::list);
    routes.post("/v1/dead-letters/{id}/replay", this::replay);
  }

  private void list(Context ctx) {
    int limit = Parameters.integer(ctx, "limit", DEFAULT_LIMIT, 1, MAX_LIMIT);
    var reasons = Parameters.values(ctx, "reason");
    var json = NODES.objectNode();
    var letters = json.putArray("deadLetters");
    log.latest(limit, letter -> reasons.isEmpty() || reasons.contains(letter.reason()))
        .forEach(letter -> letters.add(letter(letter)));
    json.put("kept", log.size());
    Responses.json(ctx, 200, json);
  }

  private ObjectNode letter(DeadLetterSummary letter) {
    var json = NODES.objectNode();
    json.put("id", letter.id().toString());
    json.put("entry", letter.entry());
    json.put("stage", letter.stage());
    json.put("reason", letter.reason());
    letter.message().ifPresent(message -> json.put("message", message));
    json.put("timestamp", letter.timestamp().toString());
    json.put("bytes", letter.bytes());
    letter.excerpt().ifPresent(text -> json.put("excerpt", text));
    log.replayOf(letter.entry()).ifPresent(replay -> json.set("replay", replay(replay)));
    return json;
  }

  private static ObjectNode replay(Replay replay) {
    return NODES.objectNode().put("at", replay.at().toString()).put("outcome", replay.outcome());
  }

  private void replay(Context ctx) {
    var id =
        DeadLetterId.parse(ctx.pathParam("id"))
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.badRequest("the id of a dead letter must be PARTITION-OFFSET")));
    var answer = replays.replay(id);
    if (answer instanceof Result.Sent sent) {
      ctx.future(() -> answerWhenSent(ctx, id, sent.entry()));
    } else if (answer instanceof Result.AlreadyReplayed repeated) {
      throw new ProblemException(
          Problem.alreadyReplayed(
              "dead letter " + id + " was replayed at " + repeated.replay().at()));
    } else if (answer instanceof Result.TopicNotRead unread) {
      throw new ProblemException(Problem.notReplayable("no stage reads topic " + unread.topic()));
    } else if (answer instanceof Result.Incomplete partial) {
      throw new ProblemException(
          Problem.notReplayable(
              "the dead letter has no key and value, they were too large: send record "
                  + partial.entry()
                  + " again from its own topic"));
    } else if (answer instanceof Result.Busy) {
      throw new ProblemException(
          Problem.tooManyRequests("too many replays at the same time: retry shortly"), 1);
    } else {
      throw new ProblemException(Problem.notFound("dead letter " + id + " does not exist"));
    }
  }

  private static CompletableFuture<Void> answerWhenSent(
      Context ctx, DeadLetterId id, CompletableFuture<EntryId> sent) {
    return sent.thenAccept(
            entry ->
                Responses.json(ctx, 202, Map.of("id", id.toString(), "entry", entry.toString())))
        .exceptionally(
            failure -> {
              Responses.failure(ctx, failure);
              return null;
            });
  }
}
