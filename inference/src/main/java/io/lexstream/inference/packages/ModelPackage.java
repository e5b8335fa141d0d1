package io.lexstream.inference.packages;

import io.lexstream.inference.ModelRef;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The description of a model package. Its files exist; the session checks whether the graph
 * matches.
 *
 * @param model name and version
 * @param languages ISO 639-1 codes of supported languages; empty means every language
 * @param descriptor the file that contains this description
 * @param graph the ONNX graph
 * @param fp16Graph optional half-precision graph for GPUs
 * @param tokenizer the {@code tokenizer.json}
 * @param paddingId token id that fills short rows
 * @param firstPosition number of the first position, for graphs with position ids
 * @param maxTokens maximum length of a row, special tokens included
 * @param heads at least one, and at most one per task
 */
public record ModelPackage(
    ModelRef model,
    List<String> languages,
    Path descriptor,
    Path graph,
    Optional<Path> fp16Graph,
    Path tokenizer,
    long paddingId,
    int firstPosition,
    int maxTokens,
    List<Head> heads) {

  /** Copies the lists. */
  public ModelPackage {
    languages = List.copyOf(languages);
    heads = List.copyOf(heads);
  }

  /** This package with other heads. */
  public ModelPackage withHeads(List<Head> others) {
    return new ModelPackage(
        model,
        languages,
        descriptor,
        graph,
        fp16Graph,
        tokenizer,
        paddingId,
        firstPosition,
        maxTokens,
        others);
  }

  /** What counts as a word in the results of the package. */
  public WordRule words() {
    return heads.stream()
        .filter(Head.TokenTags.class::isInstance)
        .map(head -> ((Head.TokenTags) head).words())
        .findFirst()
        .orElse(WordRule.TEXT);
  }

  /** Whether the package supports a language (ISO 639-1). */
  public boolean serves(String language) {
    return languages.isEmpty() || languages.contains(language);
  }

  /** Whether the package has a head for a task. */
  public boolean answers(Task task) {
    return heads.stream().anyMatch(head -> head.task() == task);
  }
}
