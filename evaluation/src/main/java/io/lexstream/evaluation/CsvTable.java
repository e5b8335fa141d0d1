package io.lexstream.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads comma-separated values (RFC 4180) with a header; quoted fields may hold line ends. */
final class CsvTable {

  private final String text;
  private final List<List<String>> records = new ArrayList<>();

  private List<String> fields = new ArrayList<>();
  private int at;

  private CsvTable(String text) {
    this.text = text;
  }

  /** The rows, each by column name. Columns that a short row lacks are absent. */
  static List<Map<String, String>> rows(String text) {
    var table = new CsvTable(text);
    table.read();
    var rows = new ArrayList<Map<String, String>>();
    if (table.records.isEmpty()) {
      return rows;
    }
    var header = table.records.get(0);
    for (var fields : table.records.subList(1, table.records.size())) {
      var row = new LinkedHashMap<String, String>();
      for (int i = 0; i < Math.min(header.size(), fields.size()); i++) {
        row.put(header.get(i), fields.get(i));
      }
      rows.add(row);
    }
    return rows;
  }

  private void read() {
    while (at < text.length()) {
      fields.add(field());
      if (at < text.length() && text.charAt(at) == ',') {
        at++;
        if (at == text.length()) {
          fields.add("");
        }
      } else {
        endOfLine();
        endOfRecord();
      }
    }
    endOfRecord();
  }

  private String field() {
    var value = new StringBuilder();
    if (at < text.length() && text.charAt(at) == '"') {
      at++;
      quoted(value);
    }
    while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
      value.append(text.charAt(at++));
    }
    return value.toString();
  }

  private void quoted(StringBuilder value) {
    while (at < text.length()) {
      char next = text.charAt(at++);
      if (next != '"') {
        value.append(next);
      } else if (at < text.length() && text.charAt(at) == '"') {
        value.append('"');
        at++;
      } else {
        return;
      }
    }
  }

  private void endOfLine() {
    if (text.startsWith("\r\n", at)) {
      at += 2;
    } else if (at < text.length()) {
      at++;
    }
  }

  private void endOfRecord() {
    boolean blankLine = fields.isEmpty() || fields.equals(List.of(""));
    if (!blankLine) {
      records.add(fields);
    }
    fields = new ArrayList<>();
  }
}
