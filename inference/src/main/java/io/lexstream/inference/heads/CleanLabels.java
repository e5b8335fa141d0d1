package io.lexstream.inference.heads;

import io.lexstream.inference.onnx.RowOutput;
import io.lexstream.inference.packages.Head;
import io.lexstream.inference.packages.ModelPackage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the clean labels that a package does not declare: the labels that the graph gives to a
 * plain text. The names of labels do not matter.
 */
public final class CleanLabels {

  private static final Logger LOG = LoggerFactory.getLogger(CleanLabels.class);

  private CleanLabels() {}

  /** The package with a clean label for each head that needs one. */
  public static ModelPackage fromPlainText(ModelPackage model, RowOutput plainText) {
    return model.withHeads(
        model.heads().stream().map(head -> complete(model, head, plainText)).toList());
  }

  private static Head complete(ModelPackage model, Head head, RowOutput plainText) {
    if (!(head instanceof Head.TextLabels labels) || !labels.needsCleanLabel()) {
      return head;
    }
    String label = new TextClassifier(labels).label(plainText);
    LOG.info(
        "clean label taken from a plain text: model={} task={} label={}",
        model.model().name(),
        head.task(),
        label);
    return labels.withCleanLabel(label);
  }
}
