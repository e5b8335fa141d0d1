package io.lexstream.evaluation;

import io.lexstream.evaluation.EvaluationRow.Tagged;
import io.lexstream.inference.Analysis;
import io.lexstream.inference.Entity;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Scores entities by span.
 *
 * @param types the annotated types; entities of other types are ignored
 */
record EntityScoring(Set<String> types, Bar bar) implements Scoring<Tagged> {

  @Override
  public List<Score> score(List<Tagged> rows, List<Analysis> answers) {
    var spans = new SpanScore();
    var calibration = new CalibrationError();
    for (int i = 0; i < rows.size(); i++) {
      var gold = rows.get(i).spans();
      var found =
          answers.get(i).entities().orElse(List.of()).stream()
              .filter(entity -> types.contains(entity.type()))
              .toList();
      spans.add(gold, found.stream().map(EntityScoring::span).collect(Collectors.toSet()));
      found.forEach(entity -> calibration.add(entity.score(), gold.contains(span(entity))));
    }
    return List.of(
        new Score("span F1", spans.f1(), bar),
        new Score("span precision", spans.precision(), Bar.NONE),
        new Score("span recall", spans.recall(), Bar.NONE),
        new Score("calibration error of found spans", calibration.value(), Bar.NONE));
  }

  private static TypedSpan span(Entity entity) {
    return new TypedSpan(entity.span().start(), entity.span().end(), entity.type());
  }
}
