package io.lexstream.evaluation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** A text file of a data set: plain, gzip-compressed, or the only file of a zip archive. */
final class DataFile {

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** RFC 4180 with a header. Some data sets have text behind a closing quote. */
  private static final CSVFormat CSV =
      CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setAllowMissingColumnNames(true)
          .setIgnoreEmptyLines(true)
          .setTrailingData(true)
          .get();

  private DataFile() {}

  /** Returns the whole file without a byte order mark. */
  static String text(Path file) throws IOException {
    var text = new String(bytes(file), UTF_8);
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
  }

  /**
   * Returns the lines that are not blank. Only a line feed ends a line: texts may contain other
   * line separators.
   */
  static List<String> lines(Path file) throws IOException {
    return Arrays.stream(text(file).split("\n", -1)).filter(line -> !line.isBlank()).toList();
  }

  /** Returns the rows of a CSV file by column name. A column that a short row lacks is absent. */
  static List<Map<String, String>> table(Path file) throws IOException {
    try (var parser = CSV.parse(new StringReader(text(file)))) {
      return parser.stream().map(CSVRecord::toMap).toList();
    }
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
