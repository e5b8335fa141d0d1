package io.lexstream.inference;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a model package is, and what is to be known about it beyond its own files.
 *
 * @param path the package's folder
 * @param languages ISO 639-1 codes it serves; empty: what its {@code lexstream.yaml} says, and
 *     every language if it has none
 * @param task what a plain Hugging Face sequence classifier answers ({@code sentiment} or {@code
 *     toxicity}); empty: what its labels say
 */
public record PackageSource(Path path, List<String> languages, Optional<String> task) {

  /** Copies the languages. */
  public PackageSource {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(task, "task");
    languages = List.copyOf(languages);
  }

  /** A package that says everything itself. */
  public static PackageSource of(Path path) {
    return new PackageSource(path, List.of(), Optional.empty());
  }
}
