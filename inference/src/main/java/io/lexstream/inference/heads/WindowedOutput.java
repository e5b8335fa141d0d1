package io.lexstream.inference.heads;

import io.lexstream.inference.Span;
import io.lexstream.inference.onnx.RowOutput;
import io.lexstream.inference.text.CodePoints;
import io.lexstream.inference.tokens.TokenizedText;
import io.lexstream.inference.tokens.Window;
import java.util.List;

/**
 * A text, its windows and the output of the graph for each window.
 *
 * @param points the text
 * @param sentences its sentences in order
 * @param tokens its tokens, at least one
 * @param windows its windows in order
 * @param outputs output of the graph for each window
 */
public record WindowedOutput(
    CodePoints points,
    List<Span> sentences,
    TokenizedText tokens,
    List<Window> windows,
    List<RowOutput> outputs) {}
