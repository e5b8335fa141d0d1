package io.lexstream.loadtest.harness;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * {@link Results} on disk. Each write replaces the file atomically, so a killed run leaves a valid
 * one.
 */
final class ResultsFile {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final Path file;

  ResultsFile(Path file) {
    this.file = file;
  }

  /** Reads the results of an earlier run with the same plan, build and machine. */
  Optional<Results> read(Plan plan, String state) throws IOException {
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    var results = JSON.readValue(file.toFile(), Results.class);
    return results.areOf(plan, state) ? Optional.of(results) : Optional.empty();
  }

  /** Keeps a file that cannot be continued under another name, because it may have taken hours. */
  Optional<Path> setAside() throws IOException {
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    var old = file.resolveSibling(file.getFileName() + ".old");
    return Optional.of(Files.move(file, old, StandardCopyOption.REPLACE_EXISTING));
  }

  void write(Results results) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    var next = file.resolveSibling(file.getFileName() + ".next");
    JSON.writerWithDefaultPrettyPrinter().writeValue(next.toFile(), results);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
