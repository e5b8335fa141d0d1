package io.lexstream.inference.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Prints precision, recall and F1 of sentence boundaries inside documents: as written, in lower
 * case, and in lower case without the stops at the ends of sentences. The argument is a file of
 * JSON lines with {@code text} and {@code ends}, offsets of sentence ends in code points. Decision
 * 48 uses it.
 */
final class SegmentationReport {

  private record Gold(String text, List<Integer> ends) {

    static Gold of(JsonNode line) {
      var ends = new ArrayList<Integer>();
      line.path("ends").forEach(end -> ends.add(end.asInt()));
      return new Gold(line.path("text").asText(), ends);
    }

    Gold lowerCase() {
      var lower = new StringBuilder();
      text.codePoints().map(Character::toLowerCase).forEach(lower::appendCodePoint);
      return new Gold(lower.toString(), ends);
    }

    Gold withoutStops() {
      var rest = new StringBuilder();
      var moved = new ArrayList<Integer>();
      int start = 0;
      for (int end : ends) {
        rest.append(slice(start, end).replaceFirst("[.!?\u2026]+([\"')\\]]*)$", "$1"));
        moved.add(rest.codePointCount(0, rest.length()));
        start = end;
      }
      return new Gold(rest.toString(), moved);
    }

    private String slice(int start, int end) {
      return text.substring(text.offsetByCodePoints(0, start), text.offsetByCodePoints(0, end));
    }
  }

  private final SentenceSplitter splitter = new SentenceSplitter();
  private int right;
  private int found;
  private int expected;

  public static void main(String[] arguments) throws IOException {
    var json = new ObjectMapper();
    var written = new SegmentationReport();
    var lowerCase = new SegmentationReport();
    var withoutStops = new SegmentationReport();
    for (String line : Files.readAllLines(Path.of(arguments[0]))) {
      var gold = Gold.of(json.readTree(line));
      written.count(gold);
      lowerCase.count(gold.lowerCase());
      withoutStops.count(gold.lowerCase().withoutStops());
    }
    System.out.println("as written: " + written);
    System.out.println("lower case: " + lowerCase);
    System.out.println("lower case without stops: " + withoutStops);
  }

  private void count(Gold gold) {
    Set<Integer> inside = new HashSet<>(gold.ends());
    int last = gold.ends().get(gold.ends().size() - 1);
    inside.remove(last);
    expected += inside.size();
    for (var sentence : splitter.split(gold.text(), CodePoints.of(gold.text()), "en")) {
      if (sentence.end() < last) {
        found++;
        right += inside.contains(sentence.end()) ? 1 : 0;
      }
    }
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "precision %.3f, recall %.3f, F1 %.4f",
        (double) right / found,
        (double) right / expected,
        2.0 * right / (found + expected));
  }
}
