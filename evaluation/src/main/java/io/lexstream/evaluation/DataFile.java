package io.lexstream.evaluation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipInputStream;

/** A text file of a data set: plain, gzip-compressed, or alone in a zip archive. */
final class DataFile {

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private DataFile() {}

  /** The whole file, without a byte order mark. */
  static String text(Path file) throws IOException {
    var text = new String(bytes(file), UTF_8);
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
  }

  /**
   * The lines that are not blank. Only a line feed ends a line: texts may hold other separators.
   */
  static List<String> lines(Path file) throws IOException {
    return Arrays.stream(text(file).split("\n", -1)).filter(line -> !line.isBlank()).toList();
  }

  private static byte[] bytes(Path file) throws IOException {
    var name = file.getFileName().toString();
    try (var in = Files.newInputStream(file)) {
      if (name.endsWith(".gz")) {
        return new GZIPInputStream(in).readAllBytes();
      }
      if (name.endsWith(".zip")) {
        var archive = new ZipInputStream(in);
        archive.getNextEntry();
        return archive.readAllBytes();
      }
      return in.readAllBytes();
    }
  }
}
