package io.lexstream.streamsapp.topology.moderation;

import io.lexstream.schemas.Stage;
import io.lexstream.schemas.avro.Decision;
import io.lexstream.streamsapp.policy.AuthorEvent;
import io.lexstream.streamsapp.policy.AuthorHistory;
import io.lexstream.streamsapp.policy.AuthorVerdict;
import io.lexstream.streamsapp.policy.Facts;
import io.lexstream.streamsapp.policy.Policy;
import io.lexstream.streamsapp.topology.Counts;
import io.lexstream.streamsapp.topology.StageProcessor;
import java.time.Duration;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Decides on documents and applies verdicts. Events of one author are processed in one order. */
final class Moderate extends StageProcessor<String, AuthorEvent, String, Decision> {

  private final Policy policy;
  private final Counts counts;
  private AuthorHistory history;

  Moderate(Policy policy, Counts counts) {
    super(Stage.MODERATION);
    this.policy = policy;
    this.counts = counts;
  }

  @Override
  public void init(ProcessorContext<String, Decision> context) {
    super.init(context);
    history = new AuthorHistoryStore(context.getStateStore(AuthorHistoryStore.NAME));
  }

  @Override
  protected void processRecord(Record<String, AuthorEvent> event) {
    if (event.value() instanceof AuthorVerdict verdict) {
      history.replaceWithVerdict(verdict);
    } else if (event.value() instanceof Facts facts) {
      var decided = policy.decide(facts, history);
      history.addDecision(facts, decided.kind());
      long now = context().currentSystemTimeMs();
      counts.decision(decided.kind().text());
      counts.decisionDelay(Duration.ofMillis(now - facts.at()));
      var decision = Decisions.of(facts, decided, policy, now);
      // The record keeps the time of the document in the history, which a later verdict needs.
      context().forward(event.withKey(facts.id()).withValue(decision));
    }
  }
}
