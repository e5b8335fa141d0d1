package io.lexstream.inference.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;

/**
 * Prints how well the identifier does on texts with known languages. The argument is a file of
 * lines {@code set TAB language TAB text}. Decision 46 uses it.
 */
final class LanguageReport {

  private static final Set<String> SERVED = Set.of("en", "zh");

  private int texts;
  private int right;
  private int undetermined;
  private int notServed;

  public static void main(String[] arguments) throws IOException {
    var identifier = new LanguageIdentifier(SERVED);
    var sets = new TreeMap<String, LanguageReport>();
    for (String line : Files.readAllLines(Path.of(arguments[0]))) {
      List<String> fields = List.of(line.split("\t", 3));
      sets.computeIfAbsent(fields.get(0) + " " + fields.get(1), set -> new LanguageReport())
          .count(fields.get(1), identifier.identify(fields.get(2)).code());
    }
    System.out.println("set language: texts, right, undetermined, not served");
    sets.forEach((set, report) -> System.out.println(set + ": " + report));
  }

  private void count(String expected, String found) {
    texts++;
    right += found.equals(expected) ? 1 : 0;
    undetermined += found.equals("und") ? 1 : 0;
    notServed += found.equals("und") || SERVED.contains(found) ? 0 : 1;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d, %.2f%%, %.2f%%, %.2f%%",
        texts,
        100.0 * right / texts,
        100.0 * undetermined / texts,
        100.0 * notServed / texts);
  }
}
