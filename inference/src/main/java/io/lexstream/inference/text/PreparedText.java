package io.lexstream.inference.text;

import io.lexstream.inference.Span;
import java.util.List;

/**
 * A text and its sentences.
 *
 * @param points the text
 * @param sentences its sentences in order; none for a blank text
 */
public record PreparedText(CodePoints points, List<Span> sentences) {}
