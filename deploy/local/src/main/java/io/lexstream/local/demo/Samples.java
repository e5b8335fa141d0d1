package io.lexstream.local.demo;

import static java.util.stream.Collectors.toList;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * The sample documents that come with Lexstream, in an order that mixes them and is always the
 * same. Thread-safe.
 */
public final class Samples {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Samples name no authors, and a policy asks for what an author did before. */
  private static final List<String> AUTHORS =
      List.of(
          "ada", "bela", "chen", "dilek", "emeka", "fatima", "goran", "hana", "ivo", "jun", "kofi",
          "lena", "mei", "nadia", "oskar", "priya", "quinn", "rosa", "sven", "tariq");

  private static final int SEED = 1;

  private final List<ObjectNode> documents;

  private Samples(List<ObjectNode> documents) {
    this.documents = documents;
  }

  /**
   * Reads all files of JSON lines in {@code folder}.
   *
   * @throws IOException if there are none, or one cannot be read
   */
  public static Samples in(Path folder) throws IOException {
    var documents = new ArrayList<ObjectNode>();
    try (Stream<Path> files = Files.list(folder)) {
      for (var file :
          files.filter(path -> path.toString().endsWith(".jsonl")).sorted().collect(toList())) {
        for (var line : Files.readAllLines(file)) {
          documents.add((ObjectNode) JSON.readTree(line));
        }
      }
    }
    if (documents.isEmpty()) {
      throw new IOException("no sample documents in " + folder);
    }
    Collections.shuffle(documents, new Random(SEED));
    return new Samples(List.copyOf(documents));
  }

  /** One of a few authors for a document: always the same for an id. */
  static String author(String id) {
    return AUTHORS.get(Math.floorMod(id.hashCode(), AUTHORS.size()));
  }

  /** How many there are. */
  public int size() {
    return documents.size();
  }

  /**
   * The document at {@code number}, which begins again after the last one, as one line of JSON. Its
   * id is its own in every round.
   */
  public ObjectNode document(long number) {
    var document = documents.get((int) (number % documents.size())).deepCopy();
    var id = document.get("id").asText();
    if (!document.has("author")) {
      document.put("author", author(id));
    }
    return document.put("id", id + "." + number / documents.size());
  }
}
