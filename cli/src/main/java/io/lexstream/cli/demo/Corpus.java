package io.lexstream.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Sample texts: the samples of the project or another folder of JSON lines.
 *
 * @param samples the texts in the order of files and lines
 */
public record Corpus(List<Sample> samples) {

  /** {@code reviews-zh.jsonl} is Chinese; a file without a language in its name is English. */
  private static final Pattern FILE = Pattern.compile("(.+?)(?:-([a-z]{2}))?\\.jsonl");

  private static final String ENGLISH = "en";

  public Corpus {
    samples = List.copyOf(samples);
  }

  /**
   * Reads all {@code .jsonl} files of a folder.
   *
   * @throws IllegalArgumentException if there is no such file or a line has no text
   */
  public static Corpus load(Path folder) {
    var samples = new ArrayList<Sample>();
    try (var files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        var name = FILE.matcher(file.getFileName().toString());
        if (name.matches()) {
          read(file, name.group(1), name.group(2) == null ? ENGLISH : name.group(2), samples);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the texts in " + folder + ": " + e, e);
    }
    if (samples.isEmpty()) {
      throw new IllegalArgumentException(
          folder + " has no *.jsonl files: name a folder with JSON lines");
    }
    return new Corpus(samples);
  }

  private static void read(Path file, String source, String language, List<Sample> samples)
      throws IOException {
    var json = JsonMapper.builder().build();
    long number = 0;
    for (String line : Files.readAllLines(file)) {
      number++;
      JsonNode text = json.readTree(line).path("text");
      if (!text.isTextual()) {
        throw new IllegalArgumentException(
            file + " line " + number + " has no text: each line must be a JSON object with a text");
      }
      samples.add(new Sample(text.textValue(), source, language));
    }
  }

  /**
   * Returns the texts in one language.
   *
   * @throws IllegalArgumentException if there are none
   */
  public Corpus in(String language) {
    var found = samples.stream().filter(sample -> sample.language().equals(language)).toList();
    if (found.isEmpty()) {
      throw new IllegalArgumentException("no samples in language " + language);
    }
    return new Corpus(found);
  }
}
