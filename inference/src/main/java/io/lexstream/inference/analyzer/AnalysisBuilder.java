package io.lexstream.inference.analyzer;

import io.lexstream.inference.Analysis;
import io.lexstream.inference.Classification;
import io.lexstream.inference.DetectedLanguage;
import io.lexstream.inference.Entity;
import io.lexstream.inference.ModelRef;
import io.lexstream.inference.SkippedTask;
import io.lexstream.inference.Summary;
import io.lexstream.inference.heads.EntityDecoder;
import io.lexstream.inference.heads.Summarizer;
import io.lexstream.inference.heads.SummaryLimits;
import io.lexstream.inference.heads.TextClassifier;
import io.lexstream.inference.heads.UndisguisedFinding;
import io.lexstream.inference.heads.WindowedOutput;
import io.lexstream.inference.packages.Head;
import io.lexstream.inference.packages.ModelPackage;
import io.lexstream.inference.packages.Task;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decodes the outputs for one text and assembles its analysis. Not thread safe. */
final class AnalysisBuilder {

  private final DetectedLanguage language;
  private final SummaryLimits summaryLimits;
  private final Map<Task, String> skipped = new EnumMap<>(Task.class);
  private final List<ModelRef> models = new ArrayList<>();
  private Optional<Classification> sentiment = Optional.empty();
  private Optional<Classification> toxicity = Optional.empty();
  private Optional<List<Entity>> entities = Optional.empty();
  private Optional<Summary> summary = Optional.empty();

  AnalysisBuilder(DetectedLanguage language, SummaryLimits summaryLimits) {
    this.language = language;
    this.summaryLimits = summaryLimits;
  }

  void skip(Task task, String reason) {
    skipped.put(task, reason);
  }

  /** Decodes the output of a package, for the tasks that the package answers. */
  void decode(ModelPackage model, Set<Task> tasks, WindowedOutput output) {
    models.add(model.model());
    for (Head head : model.heads()) {
      if (tasks.contains(head.task())) {
        decode(head, output);
      }
    }
  }

  /**
   * Decodes the output for the text without disguised words, for the tasks that ask for it.
   *
   * @param partly whether the output is only that of the sentences with disguises
   */
  void decodeUndisguised(
      ModelPackage model, Set<String> tasks, WindowedOutput output, boolean partly) {
    for (Head head : model.heads()) {
      if (head instanceof Head.TextLabels labels && tasks.contains(head.task().toString())) {
        var undisguised = new TextClassifier(labels).classify(output);
        find(head.task())
            .map(written -> UndisguisedFinding.choose(labels, written, undisguised, partly))
            .ifPresent(chosen -> set(head.task(), chosen));
      }
    }
  }

  private Optional<Classification> find(Task task) {
    return task == Task.SENTIMENT ? sentiment : toxicity;
  }

  private void set(Task task, Classification classification) {
    if (task == Task.SENTIMENT) {
      sentiment = Optional.of(classification);
    } else {
      toxicity = Optional.of(classification);
    }
  }

  private void decode(Head head, WindowedOutput output) {
    if (head instanceof Head.TextLabels labels) {
      set(head.task(), new TextClassifier(labels).classify(output));
    } else if (head instanceof Head.TokenTags tags) {
      entities = Optional.of(new EntityDecoder(tags).decode(output));
    } else if (head instanceof Head.SentenceVectors vectors) {
      summary =
          new Summarizer(vectors, summaryLimits)
              .summarize(output, reason -> skip(Task.SUMMARY, reason));
    }
  }

  Analysis assemble() {
    var named =
        skipped.entrySet().stream()
            .map(entry -> new SkippedTask(entry.getKey().toString(), entry.getValue()))
            .toList();
    return new Analysis(language, sentiment, toxicity, entities, summary, models, named);
  }
}
