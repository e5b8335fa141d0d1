package io.lexstream.loadtest.workload;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lexstream.loadtest.generator.DocumentStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The documents that all systems of a run analyze.
 *
 * @param documents documents in sending order
 */
public record Workload(List<WorkDocument> documents) {

  private static final int WORDS_OF_BRIEF = 2;

  /** Copies the list. */
  public Workload {
    documents = List.copyOf(documents);
  }

  /** The next {@code count} documents of a stream. */
  public static Workload of(DocumentStream stream, int count) {
    return new Workload(
        stream.take(count).stream()
            .map(
                document ->
                    new WorkDocument(
                        "d" + document.number(),
                        document.sample().text(),
                        document.sample().language()))
            .toList());
  }

  /** Reads a file that {@link #write} wrote. */
  public static Workload read(Path file) throws IOException {
    var json = JsonMapper.builder().build();
    return json.readValue(file.toFile(), Workload.class);
  }

  /** Writes the workload as JSON, for another process. */
  public void write(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    JsonMapper.builder().build().writeValue(file.toFile(), this);
  }

  /** The first words of each document, which exercise all code but need little inference. */
  public Workload brief() {
    return new Workload(
        documents.stream()
            .map(
                document ->
                    new WorkDocument(
                        document.id(),
                        Stream.of(document.text().split("\\s+"))
                            .limit(WORDS_OF_BRIEF)
                            .collect(Collectors.joining(" ")),
                        document.language()))
            .toList());
  }

  /** The documents {@code count} times, with new ids. */
  public Workload times(int count) {
    return new Workload(
        IntStream.range(0, count)
            .boxed()
            .flatMap(
                time ->
                    documents.stream()
                        .map(
                            document ->
                                new WorkDocument(
                                    document.id() + "-" + time,
                                    document.text(),
                                    document.language())))
            .toList());
  }
}
