package io.lexstream.inference;

/**
 * A named entity.
 *
 * @param text its surface form: exactly {@code span.of(text)}
 * @param type the model's type without position prefix, such as {@code PER}
 * @param span its place in the text
 * @param score mean score of its words, in {@code [0, 1]}
 */
public record Entity(String text, String type, Span span, double score) {}
