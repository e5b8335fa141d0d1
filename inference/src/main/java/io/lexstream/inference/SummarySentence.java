package io.lexstream.inference;

/**
 * A sentence chosen for a summary.
 *
 * @param span where it stands in the text
 * @param score how central it is to the text and how early it stands, in {@code [0, 1]}
 */
public record SummarySentence(Span span, double score) {}
