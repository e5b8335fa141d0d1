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
 * The input and output streams of {@code enrich}.
 *
 * @param inputName for messages and ids: the file's name, {@code stdin} for standard input
 * @param input the documents as JSON lines
 * @param inputBytes length of the input; empty if unknown
 * @param enriched receives enriched documents
 * @param output the file for enriched documents; empty for standard output
 * @param dead receives dead letters
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

  /** The open files of this process. On systems without these paths the check is skipped. */
  private static final Path STANDARD_INPUT_FILE = Path.of("/dev/stdin");

  private static final Path STANDARD_OUTPUT_FILE = Path.of("/dev/stdout");

  /**
   * Opens all streams.
   *
   * @throws CommandFailedException if a file cannot be read or written, or if two streams are the
   *     same file: opening an output truncates it
   */
  static EnrichFiles open(String file, Optional<Path> output, Optional<Path> dead) {
    var source = file.equals(STANDARD_INPUT) ? Optional.<Path>empty() : Optional.of(Path.of(file));
    source.ifPresent(EnrichFiles::requireReadable);
    var reading = new NamedFile("the input", source.orElse(STANDARD_INPUT_FILE));
    var writing =
        output
            .map(path -> new NamedFile("-o " + path, path))
            .orElse(new NamedFile("standard output", STANDARD_OUTPUT_FILE));
    writing.requireDifferentFrom(reading);
    dead.map(path -> new NamedFile("--dead " + path, path))
        .ifPresent(
            letters -> {
              letters.requireDifferentFrom(reading);
              letters.requireDifferentFrom(writing);
            });
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
      throw CommandFailedException.usage(path + " does not exist: check the name");
    }
    if (Files.isDirectory(path)) {
      throw CommandFailedException.usage(path + " is a folder: name a file of JSON lines in it");
    }
    if (!Files.isReadable(path)) {
      throw CommandFailedException.usage(path + " cannot be read: check its permissions");
    }
  }

  private static OptionalLong size(Path path) {
    try {
      return Files.isRegularFile(path) ? OptionalLong.of(Files.size(path)) : OptionalLong.empty();
    } catch (IOException e) {
      throw CommandFailedException.usage("cannot read the size of " + path + ": " + e.getMessage());
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
      // Not a channel: an interrupt would close it before all lines are written.
      return new FileOutputStream(path.toFile());
    } catch (IOException e) {
      throw CommandFailedException.usage(
          "cannot write " + path + ": check that its folder exists and is writable");
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
