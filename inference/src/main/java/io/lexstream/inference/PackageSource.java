package io.lexstream.inference;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a model package is, and properties that its own files leave open.
 *
 * @param path the package's folder or archive
 * @param languages ISO 639-1 codes it serves; empty: those of its {@code lexstream.yaml}, or every
 *     language if it has no such file
 * @param task the task of a plain Hugging Face sequence classifier ({@code sentiment} or {@code
 *     toxicity}); empty: derived from its labels
 */
public record PackageSource(Path path, List<String> languages, Optional<String> task)
    implements Serializable {

  /** Copies the languages. */
  public PackageSource {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(task, "task");
    languages = List.copyOf(languages);
  }

  /** A package without overrides. */
  public static PackageSource of(Path path) {
    return new PackageSource(path, List.of(), Optional.empty());
  }

  private Object writeReplace() {
    return new Serialized(path.toString(), languages, task.orElse(null));
  }

  /** The serialized form, because neither a path nor an optional is serializable. */
  private record Serialized(String path, List<String> languages, String task)
      implements Serializable {

    private Object readResolve() {
      return new PackageSource(Path.of(path), languages, Optional.ofNullable(task));
    }
  }
}
