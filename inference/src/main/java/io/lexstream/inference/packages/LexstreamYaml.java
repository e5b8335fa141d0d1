package io.lexstream.inference.packages;

import java.util.List;

/** Content of a {@code lexstream.yaml}; absent keys are null. */
record LexstreamYaml(
    String name,
    String version,
    List<String> languages,
    String license,
    Graph graph,
    Tokenizer tokenizer,
    int firstPosition,
    int maxTokens,
    List<HeadEntry> heads) {

  record Graph(String file, String sha256, String fp16) {}

  record Tokenizer(String file, String sha256) {}

  record HeadEntry(
      String task,
      String output,
      String sentences,
      List<String> labels,
      String activation,
      Double temperature,
      String aggregation,
      String words,
      List<List<Double>> transitions,
      String longTexts,
      String cleanLabel) {}
}
