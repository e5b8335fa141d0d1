package io.lexstream.evaluation;

import io.lexstream.evaluation.EvaluationRow.Summarized;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Data sets with summaries. */
final class SummarySets {

  private static final String TEXT = "# text = ";
  private static final String PARAGRAPH = "# newpar";
  private static final String SUMMARY = "# meta::summary";
  private static final String BY_A_PERSON = "= (human";

  private SummarySets() {}

  /** Reads the documents of GUM that have human summaries. Machine summaries are not references. */
  static List<Summarized> gum(Path data) throws IOException {
    var documents = new ArrayList<Summarized>();
    try (var files = Files.list(data.resolve("gum-summaries/dep"))) {
      for (var file : files.filter(f -> f.toString().endsWith(".conllu.gz")).sorted().toList()) {
        var document = gumDocument(DataFile.lines(file));
        if (!document.references().isEmpty()) {
          documents.add(document);
        }
      }
    }
    return documents;
  }

  /** Joins sentences with a space and paragraphs with a line break. */
  static Summarized gumDocument(List<String> lines) {
    var text = new StringBuilder();
    var references = new ArrayList<String>();
    char separator = '\n';
    for (var line : lines) {
      if (line.startsWith(SUMMARY) && line.contains(BY_A_PERSON)) {
        references.add(line.substring(line.indexOf(')') + 1).strip());
      } else if (line.startsWith(PARAGRAPH)) {
        separator = '\n';
      } else if (line.startsWith(TEXT)) {
        if (!text.isEmpty()) {
          text.append(separator);
        }
        text.append(line.substring(TEXT.length()));
        separator = ' ';
      }
    }
    return new Summarized(text.toString(), references);
  }
}
