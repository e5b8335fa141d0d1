package io.lexstream.inference.packages;

import io.lexstream.inference.ModelRef;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a model package says about itself. The files it names exist; whether the graph keeps the
 * promise is for the contract check of the session.
 *
 * @param model name and version
 * @param languages ISO 639-1 codes it serves; empty: every language
 * @param descriptor the file all this was read from
 * @param graph the ONNX graph
 * @param fp16Graph a graph for GPUs
 * @param tokenizer the {@code tokenizer.json}
 * @param paddingId the id that fills short rows
 * @param maxTokens longest row, special tokens included
 * @param heads at least one; no two for the same task
 */
public record ModelPackage(
    ModelRef model,
    List<String> languages,
    Path descriptor,
    Path graph,
    Optional<Path> fp16Graph,
    Path tokenizer,
    long paddingId,
    int maxTokens,
    List<Head> heads) {

  /** Copies the lists. */
  public ModelPackage {
    languages = List.copyOf(languages);
    heads = List.copyOf(heads);
  }

  /** What counts as a word in the package's answers. */
  public WordRule words() {
    return heads.stream()
        .filter(Head.TokenTags.class::isInstance)
        .map(head -> ((Head.TokenTags) head).words())
        .findFirst()
        .orElse(WordRule.TEXT);
  }

  /** Whether texts in that language (ISO 639-1) are for this package. */
  public boolean serves(String language) {
    return languages.isEmpty() || languages.contains(language);
  }

  /** Whether the package answers that task. */
  public boolean answers(Task task) {
    return heads.stream().anyMatch(head -> head.task() == task);
  }
}
