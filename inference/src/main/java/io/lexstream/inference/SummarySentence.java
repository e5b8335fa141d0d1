package io.lexstream.inference;

/**
 * A sentence chosen for a summary.
 *
 * @param span its place in the text
 * @param score its importance, from its similarity to the whole text and its position, in {@code
 *     [0, 1]}
 */
public record SummarySentence(Span span, double score) {}
