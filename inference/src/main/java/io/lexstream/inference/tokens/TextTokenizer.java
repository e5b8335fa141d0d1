package io.lexstream.inference.tokens;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lexstream.inference.ModelPackageException;
import io.lexstream.inference.Span;
import io.lexstream.inference.natives.NativeSettings;
import io.lexstream.inference.packages.WordRule;
import io.lexstream.inference.text.CodePoints;
import io.lexstream.inference.text.DecodedText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The tokenizer of a package, run by the Hugging Face library. Offsets are code points of the
 * unnormalized text.
 *
 * <p>Truncation and padding settings in {@code tokenizer.json} are ignored: long texts are cut into
 * windows, and rows are padded per batch. Long texts are tokenized in pieces that end at sentence
 * ends, so native memory stays bounded.
 *
 * <p>Thread safe. Holds native memory until closed.
 */
public final class TextTokenizer implements AutoCloseable {

  /** Length of a piece, in code points. */
  private static final int PIECE = 8192;

  private final HuggingFaceTokenizer tokenizer;
  private final WordBoundaries.Rules words;
  private final SpecialTokens special;

  private TextTokenizer(
      HuggingFaceTokenizer tokenizer, WordBoundaries.Rules words, SpecialTokens special) {
    this.tokenizer = tokenizer;
    this.words = words;
    this.special = special;
  }

  /**
   * Loads a {@code tokenizer.json}.
   *
   * @param rule what counts as a word
   * @throws ModelPackageException if the file is not a valid tokenizer
   */
  public static TextTokenizer load(Path file, WordRule rule) {
    NativeSettings.apply();
    try {
      byte[] content = Files.readAllBytes(file);
      JsonNode json = JsonMapper.builder().build().readTree(content);
      var tokenizer =
          HuggingFaceTokenizer.newInstance(
              new ByteArrayInputStream(content),
              Map.of("truncation", "DO_NOT_TRUNCATE", "padding", "DO_NOT_PAD"));
      return new TextTokenizer(
          tokenizer, WordBoundaries.Rules.of(json, rule), SpecialTokens.of(tokenizer));
    } catch (IOException | RuntimeException e) {
      throw new ModelPackageException(
          "cannot load %s as a Hugging Face tokenizer: %s".formatted(file, e.getMessage()), e);
    }
  }

  /** The special tokens around each row. */
  public SpecialTokens special() {
    return special;
  }

  /**
   * Tokenizes a text. The tokens are those of the text with its character references decoded; their
   * offsets refer to the original text.
   *
   * @param original the text
   * @param originalSentences its sentences, in order
   */
  public TokenizedText tokenize(CodePoints original, List<Span> originalSentences) {
    var decoded = DecodedText.of(original);
    CodePoints points = decoded.points();
    List<Span> sentences = decoded.toDecoded(originalSentences);
    var tokens = new TokenCollector(sentences, words.in(points));
    int start = 0;
    int sentence = 0;
    while (start < points.length()) {
      int end = points.length();
      if (end - start > PIECE) {
        while (sentence < sentences.size() && sentences.get(sentence).end() <= start + PIECE) {
          sentence++;
        }
        end = pieceEnd(points, sentences, sentence, start);
      }
      add(tokens, points, start, end);
      start = end;
    }
    return tokens.build(decoded);
  }

  private void add(TokenCollector tokens, CodePoints points, int start, int end) {
    Encoding encoding = tokenizer.encode(points.slice(start, end), false, false);
    if (encoding.getOverflowing().length > 0) {
      throw new IllegalStateException(
          "tokenizer truncated a text of " + (end - start) + " code points");
    }
    long[] ids = encoding.getIds();
    String[] forms = encoding.getTokens();
    CharSpan[] spans = encoding.getCharTokenSpans();
    long[] parts = encoding.getWordIds();
    for (int i = 0; i < ids.length; i++) {
      // A token without offsets (an added prefix) covers nothing at its position.
      int from = spans[i] == null ? tokens.lastEnd(start) : start + spans[i].getStart();
      int to = spans[i] == null ? from : start + spans[i].getEnd();
      long part = ((long) start << 32) | parts[i];
      tokens.add(new WordBoundaries.Token((int) ids[i], forms[i], part, from, Math.max(from, to)));
    }
  }

  /** The last sentence end in a piece, else the last blank, else the full length of the piece. */
  private static int pieceEnd(CodePoints points, List<Span> sentences, int firstBeyond, int start) {
    int full = start + PIECE;
    if (firstBeyond > 0 && sentences.get(firstBeyond - 1).end() > start) {
      return sentences.get(firstBeyond - 1).end();
    }
    for (int end = full; end > start + PIECE / 2; end--) {
      if (CodePoints.blank(points.at(end))) {
        return end;
      }
    }
    return full;
  }

  @Override
  public void close() {
    tokenizer.close();
  }

  /**
   * The special tokens that a model expects around a row, such as {@code [CLS]} and {@code [SEP]}.
   *
   * @param before ids before the tokens of the text
   * @param after ids after the tokens of the text
   */
  public record SpecialTokens(long[] before, long[] after) {

    private static final String PROBE = "a";

    static SpecialTokens of(HuggingFaceTokenizer tokenizer) {
      long[] plain = tokenizer.encode(PROBE, false, false).getIds();
      long[] row = tokenizer.encode(PROBE, true, false).getIds();
      for (int before = 0; before + plain.length <= row.length; before++) {
        int after = before + plain.length;
        if (Arrays.equals(row, before, after, plain, 0, plain.length)) {
          return new SpecialTokens(
              Arrays.copyOf(row, before), Arrays.copyOfRange(row, after, row.length));
        }
      }
      throw new IllegalStateException(
          "special tokens must surround the text, but the tokenizer turns %s into %s"
              .formatted(Arrays.toString(plain), Arrays.toString(row)));
    }

    /** Number of special tokens in a row. */
    public int count() {
      return before.length + after.length;
    }
  }
}
