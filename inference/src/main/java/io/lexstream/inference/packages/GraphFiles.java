package io.lexstream.inference.packages;

import io.lexstream.inference.ModelPackageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Chooses the graph of a folder without a {@code lexstream.yaml}. Exports differ in their names,
 * and many folders have several graphs in a subfolder {@code onnx}.
 */
final class GraphFiles {

  /** Kinds of graphs in order of preference: higher precision first. */
  private enum Kind {
    MODEL("model"),
    OPTIMIZED("model_optimized|model_o[123]"),
    OTHER(".*"),
    HALF_PRECISION(".*(?:fp16|float16|_o4).*"),
    QUANTIZED(".*(?:quantized|int8).*"),
    FOUR_BITS(".*(?:q4|bnb4|int4|uint4).*");

    private final Pattern names;

    Kind(String names) {
      this.names = Pattern.compile(names);
    }

    static Kind of(Path graph) {
      String file = graph.getFileName().toString();
      String name =
          file.substring(0, file.length() - SUFFIX.length()).toLowerCase(java.util.Locale.ROOT);
      for (Kind kind : List.of(MODEL, OPTIMIZED, FOUR_BITS, HALF_PRECISION, QUANTIZED)) {
        if (kind.names.matcher(name).matches()) {
          return kind;
        }
      }
      return OTHER;
    }
  }

  private static final String SUFFIX = ".onnx";

  private static final boolean ARM = System.getProperty("os.arch").equals("aarch64");

  private final Path folder;
  private final List<Path> graphs;

  private GraphFiles(Path folder, List<Path> graphs) {
    this.folder = folder;
    this.graphs = graphs;
  }

  static GraphFiles in(Path folder) {
    return new GraphFiles(
        folder, Stream.of(folder, folder.resolve("onnx")).flatMap(GraphFiles::list).toList());
  }

  /** The preferred graph for a CPU. */
  Path preferred() {
    if (graphs.isEmpty()) {
      throw new ModelPackageException(
          "model package %s has no graph: it must contain model.onnx, onnx/model.onnx or another .onnx file"
              .formatted(folder));
    }
    // The order of the list decides between files of the same kind: the folder, then onnx.
    Path best =
        graphs.stream()
            .min(Comparator.comparing(Kind::of).thenComparing(GraphFiles::isForOtherProcessors))
            .orElseThrow();
    if (Kind.of(best) == Kind.OTHER) {
      var others =
          graphs.stream()
              .filter(graph -> Kind.of(graph) == Kind.OTHER)
              .filter(graph -> graph.getParent().equals(best.getParent()))
              .toList();
      if (others.size() > 1) {
        throw new ModelPackageException(
            "model package %s has several graphs %s: rename one to model.onnx, or write a %s that names it"
                .formatted(
                    folder,
                    others.stream().map(Path::getFileName).toList(),
                    PackageReader.LEXSTREAM_YAML));
      }
    }
    return best;
  }

  /** A half-precision graph for a GPU. */
  Optional<Path> halfPrecision() {
    return graphs.stream().filter(graph -> Kind.of(graph) == Kind.HALF_PRECISION).findFirst();
  }

  private static boolean isForOtherProcessors(Path graph) {
    return graph.getFileName().toString().contains(ARM ? "avx" : "arm64");
  }

  private static Stream<Path> list(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Stream.empty();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(SUFFIX))
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .filter(Files::isRegularFile)
          .sorted()
          .toList()
          .stream();
    } catch (IOException e) {
      throw new ModelPackageException(
          "cannot list the files in " + folder, new UncheckedIOException(e));
    }
  }
}
