package io.lexstream.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The streams an {@code enrich} works on.
 *
 * @param inputName for people and ids: the file's name, {@code stdin} for standard input
 * @param inputBytes length of the input, where it is known
 * @param output the file for enriched lines; empty for standard output
 */
record EnrichFiles(
    String inputName,
    InputStream input,
    OptionalLong inputBytes,
    OutputStream enriched,
    Optional<Path> output,
    OutputStream dead)
    implements AutoCloseable {

  private static final String STANDARD_INPUT = "-";

  /**
   * Opens all of them.
   *
   * @throws CommandFailedException naming the file that cannot be read or written
   */
  static EnrichFiles open(String file, Optional<Path> output, Optional<Path> dead) {
    var source = file.equals(STANDARD_INPUT) ? Optional.<Path>empty() : Optional.of(Path.of(file));
    source.ifPresent(EnrichFiles::requireReadable);
    requireOther("-o", output, source);
    requireOther("--dead", dead, source);
    requireOther("--dead", dead, output);
    return new EnrichFiles(
        source.map(path -> path.getFileName().toString()).orElse("stdin"),
        source.map(EnrichFiles::read).orElseGet(() -> new FileInputStream(FileDescriptor.in)),
        source.map(EnrichFiles::size).orElse(OptionalLong.empty()),
        output.map(EnrichFiles::write).orElseGet(() -> new FileOutputStream(FileDescriptor.out)),
        output,
        dead.map(EnrichFiles::write).orElseGet(OutputStream::nullOutputStream));
  }

  boolean readsStandardInput() {
    return inputName.equals("stdin");
  }

  private static void requireReadable(Path path) {
    if (!Files.exists(path)) {
      throw CommandFailedException.usage("no file " + path);
    }
    if (Files.isDirectory(path)) {
      throw CommandFailedException.usage(path + " is a folder: name a file of JSON lines in it");
    }
    if (!Files.isReadable(path)) {
      throw CommandFailedException.usage(path + " may not be read: check its permissions");
    }
  }

  private static void requireOther(String option, Optional<Path> file, Optional<Path> used) {
    if (file.isPresent() && used.isPresent() && isSame(file.get(), used.get())) {
      throw CommandFailedException.usage(
          option + " " + file.get() + " is in use already: name another file");
    }
  }

  private static boolean isSame(Path one, Path other) {
    try {
      return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize())
          || (Files.isRegularFile(one)
              && Files.isRegularFile(other)
              && Files.isSameFile(one, other));
    } catch (IOException e) {
      throw CommandFailedException.usage("cannot look at " + one + ": " + e.getMessage());
    }
  }

  private static OptionalLong size(Path path) {
    try {
      return Files.isRegularFile(path) ? OptionalLong.of(Files.size(path)) : OptionalLong.empty();
    } catch (IOException e) {
      throw CommandFailedException.usage("cannot look at " + path + ": " + e.getMessage());
    }
  }

  private static InputStream read(Path path) {
    try {
      return Files.newInputStream(path);
    } catch (IOException e) {
      throw CommandFailedException.usage("cannot read " + path + ": " + e.getMessage());
    }
  }

  private static OutputStream write(Path path) {
    try {
      // Not a channel: an interrupt would close it under the lines still to be written.
      return new FileOutputStream(path.toFile());
    } catch (IOException e) {
      throw CommandFailedException.usage(
          "cannot write " + path + ": check that its folder exists and may be written");
    }
  }

  /** Closes files; the standard streams stay open. */
  @Override
  public void close() throws IOException {
    if (!readsStandardInput()) {
      input.close();
    }
    if (output.isPresent()) {
      enriched.close();
    }
    dead.close();
  }
}
