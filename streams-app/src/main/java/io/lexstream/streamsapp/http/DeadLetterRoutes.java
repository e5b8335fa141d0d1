package io.lexstream.streamsapp.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.lexstream.schemas.EntryId;
import io.lexstream.streamsapp.deadletters.DeadLetterId;
import io.lexstream.streamsapp.deadletters.DeadLetterLog;
import io.lexstream.streamsapp.deadletters.ListedLetter;
import io.lexstream.streamsapp.deadletters.Replay;
import io.lexstream.streamsapp.deadletters.Replays;
import io.lexstream.streamsapp.deadletters.Replays.Answer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** What failed, and another try for it. */
final class DeadLetterRoutes {

  private static final int USUAL = 50;
  private static final int MOST = 500;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final DeadLetterLog log;
  private final Replays replays;

  DeadLetterRoutes(DeadLetterLog log, Replays replays) {
    this.log = log;
    this.replays = replays;
  }

  void addTo(RoutesConfig routes) {
    routes.get("/v1/dead-letters", this::list);
    routes.post("/v1/dead-letters/{id}/replay", this::replay);
  }

  private void list(Context request) {
    int limit = Parameters.integer(request, "limit", USUAL, 1, MOST);
    var reasons = Parameters.values(request, "reason");
    var json = NODES.objectNode();
    var letters = json.putArray("deadLetters");
    log.latest(limit, letter -> reasons.isEmpty() || reasons.contains(letter.reason()))
        .forEach(letter -> letters.add(letter(letter)));
    json.put("kept", log.size());
    Responses.json(request, 200, json);
  }

  private ObjectNode letter(ListedLetter letter) {
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

  private void replay(Context request) {
    var id =
        DeadLetterId.parse(request.pathParam("id"))
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.badRequest("the id of a dead letter is PARTITION-OFFSET")));
    var answer = replays.replay(id);
    if (answer instanceof Answer.Sent sent) {
      request.future(() -> answerWhenSent(request, id, sent.entry()));
    } else if (answer instanceof Answer.Repeated repeated) {
      throw new ProblemException(
          Problem.alreadyReplayed(
              "dead letter " + id + " was replayed at " + repeated.replay().at()));
    } else if (answer instanceof Answer.Unread unread) {
      throw new ProblemException(
          Problem.notReplayable("topic " + unread.topic() + " is not read by this platform"));
    } else if (answer instanceof Answer.Partial partial) {
      throw new ProblemException(
          Problem.notReplayable(
              "key and value were too large to be kept: send record "
                  + partial.entry()
                  + " again from its own topic"));
    } else if (answer instanceof Answer.Busy) {
      throw new ProblemException(
          Problem.tooManyRequests("several dead letters are being read: try again shortly"), 1);
    } else {
      throw new ProblemException(Problem.notFound("there is no dead letter " + id));
    }
  }

  private static CompletableFuture<Void> answerWhenSent(
      Context request, DeadLetterId id, CompletableFuture<EntryId> sent) {
    return sent.thenAccept(
            entry ->
                Responses.json(
                    request, 202, Map.of("id", id.toString(), "entry", entry.toString())))
        .exceptionally(
            failure -> {
              Responses.failed(request, failure);
              return null;
            });
  }
}
