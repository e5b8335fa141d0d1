package io.lexstream.inference.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;

/**
 * A quantized fastText classifier ({@code .ftz}) with hierarchical softmax: Joulin et al. 2016,
 * "FastText.zip: Compressing text classification models". File format and computation are those of
 * fastText 0.9.
 *
 * <p>Immutable and thread safe.
 */
final class FastTextModel {

  private static final int MAGIC = 793_712_314;
  private static final int VERSION = 12;
  private static final int HIERARCHICAL_SOFTMAX = 1;
  private static final String LABEL_PREFIX = "__label__";
  private static final String END_OF_TEXT = "</s>";

  private final int dimension;
  private final int bucket;
  private final int minGram;
  private final int maxGram;
  private final Map<String, Integer> words = new HashMap<>();
  private final List<String> labels = new ArrayList<>();

  /** Open hash table of the n-grams that the model kept: bucket and row, -1 for a free place. */
  private final int[] grams;

  private final QuantizedMatrix input;

  /** Weights of the inner nodes of the tree: {@code [labels - 1, dimension]}. */
  private final float[] output;

  /** Children of the inner nodes. A child below the number of labels is a leaf. */
  private final int[] left;

  private final int[] right;

  private FastTextModel(ByteBuffer file) {
    require(file.getInt() == MAGIC && file.getInt() == VERSION, "format");
    dimension = file.getInt();
    skip(file, 4 * Integer.BYTES); // window, epochs, minimum count, negatives
    require(file.getInt() == 1, "length of word n-grams");
    require(file.getInt() == HIERARCHICAL_SOFTMAX, "loss");
    skip(file, Integer.BYTES); // kind of model
    bucket = file.getInt();
    minGram = file.getInt();
    maxGram = file.getInt();
    skip(file, Integer.BYTES + Double.BYTES); // learning rate updates, sampling threshold
    int entries = file.getInt();
    int wordCount = file.getInt();
    int labelCount = file.getInt();
    skip(file, Long.BYTES); // tokens
    int gramCount = Math.toIntExact(file.getLong());
    require(gramCount >= 0, "dictionary");
    long[] counts = readEntries(file, entries, labelCount);
    grams = readGrams(file, gramCount, wordCount);
    require(file.get() != 0, "input matrix");
    input = new QuantizedMatrix(file);
    require(file.get() == 0, "output matrix");
    output = readMatrix(file);
    left = new int[labels.size() - 1];
    right = new int[labels.size() - 1];
    buildTree(counts);
  }

  /** Reads the model in a resource of this package. */
  static FastTextModel load(String resource) {
    try (InputStream stream = FastTextModel.class.getResourceAsStream(resource)) {
      return new FastTextModel(
          ByteBuffer.wrap(stream.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource + " from the jar", e);
    }
  }

  /** The labels, without their prefix. */
  List<String> labels() {
    return labels;
  }

  /**
   * The probability of each label, in the order of {@link #labels}. White space separates the words
   * of the text.
   */
  double[] probabilities(String text) {
    var hidden = new float[dimension];
    int rows = 0;
    var words = new StringTokenizer(text);
    while (words.hasMoreTokens()) {
      rows += addWord(words.nextToken(), hidden);
    }
    rows += addKnownWord(END_OF_TEXT, hidden);
    for (int i = 0; i < dimension; i++) {
      hidden[i] /= Math.max(1, rows);
    }
    return softmax(hidden);
  }

  /** Reads words and labels; returns the counts of the labels. */
  private long[] readEntries(ByteBuffer file, int entries, int labelCount) {
    var counts = new long[labelCount];
    for (int i = 0; i < entries; i++) {
      String entry = readText(file);
      long count = file.getLong();
      if (file.get() == 0) {
        words.put(entry, i);
      } else {
        counts[labels.size()] = count;
        labels.add(entry.substring(LABEL_PREFIX.length()));
      }
    }
    return counts;
  }

  private static int[] readGrams(ByteBuffer file, int count, int firstRow) {
    var grams = new int[2 * Integer.highestOneBit(Math.max(1, count)) * 4];
    Arrays.fill(grams, -1);
    for (int i = 0; i < count; i++) {
      int gram = file.getInt();
      int place = place(grams, gram);
      grams[place] = gram;
      grams[place + 1] = firstRow + file.getInt();
    }
    return grams;
  }

  /** The place of an n-gram in the table, or the free place for it. */
  private static int place(int[] grams, int gram) {
    int mask = grams.length / 2 - 1;
    int at = (gram * 0x9E3779B1 >>> 7) & mask;
    while (grams[2 * at] >= 0 && grams[2 * at] != gram) {
      at = (at + 1) & mask;
    }
    return 2 * at;
  }

  /** Adds the rows of a word and of its character n-grams; returns their number. */
  private int addWord(String word, float[] hidden) {
    int rows = addKnownWord(word, hidden);
    byte[] bytes = ("<" + word + ">").getBytes(StandardCharsets.UTF_8);
    for (int start = 0; start < bytes.length; start++) {
      if (continuesCharacter(bytes[start])) {
        continue;
      }
      int hash = 0x811C9DC5; // FNV-1a, with signed bytes as in fastText
      int end = start;
      for (int characters = 1; characters <= maxGram && end < bytes.length; characters++) {
        do {
          hash = (hash ^ bytes[end]) * 16_777_619;
          end++;
        } while (end < bytes.length && continuesCharacter(bytes[end]));
        boolean boundaryAlone = characters == 1 && (start == 0 || end == bytes.length);
        if (characters >= minGram && !boundaryAlone) {
          rows += addGram(Integer.remainderUnsigned(hash, bucket), hidden);
        }
      }
    }
    return rows;
  }

  private int addKnownWord(String word, float[] hidden) {
    Integer row = words.get(word);
    if (row == null) {
      return 0;
    }
    input.addRow(row, hidden);
    return 1;
  }

  private int addGram(int gram, float[] hidden) {
    int place = place(grams, gram);
    if (grams[place] < 0) {
      return 0;
    }
    input.addRow(grams[place + 1], hidden);
    return 1;
  }

  private double[] softmax(float[] hidden) {
    var probability = new double[labels.size() * 2 - 1];
    probability[probability.length - 1] = 1;
    for (int node = left.length - 1; node >= 0; node--) {
      double logit = 0;
      for (int i = 0; i < dimension; i++) {
        logit += output[node * dimension + i] * hidden[i];
      }
      double toRight = 1 / (1 + Math.exp(-logit));
      double ofNode = probability[labels.size() + node];
      probability[left[node]] = ofNode * (1 - toRight);
      probability[right[node]] = ofNode * toRight;
    }
    return Arrays.copyOf(probability, labels.size());
  }

  /** The Huffman tree of the labels, whose counts decrease. */
  private void buildTree(long[] labelCounts) {
    int leaves = labelCounts.length;
    var counts = Arrays.copyOf(labelCounts, 2 * leaves - 1);
    Arrays.fill(counts, leaves, counts.length, (long) 1e15);
    int leaf = leaves - 1;
    int inner = leaves;
    for (int node = leaves; node < counts.length; node++) {
      for (int[] children : List.of(left, right)) {
        boolean takesLeaf = leaf >= 0 && counts[leaf] < counts[inner];
        children[node - leaves] = takesLeaf ? leaf-- : inner++;
      }
      counts[node] = counts[left[node - leaves]] + counts[right[node - leaves]];
    }
  }

  private static boolean continuesCharacter(byte utf8) {
    return (utf8 & 0xC0) == 0x80;
  }

  private static String readText(ByteBuffer file) {
    int start = file.position();
    while (file.get() != 0) {
      // The text ends with a zero byte.
    }
    return new String(file.array(), start, file.position() - 1 - start, StandardCharsets.UTF_8);
  }

  private static float[] readMatrix(ByteBuffer file) {
    return readFloats(file, Math.toIntExact(file.getLong() * file.getLong()));
  }

  private static float[] readFloats(ByteBuffer file, int count) {
    var values = new float[count];
    file.asFloatBuffer().get(values);
    skip(file, count * Float.BYTES);
    return values;
  }

  private static byte[] readBytes(ByteBuffer file, int count) {
    var values = new byte[count];
    file.get(values);
    return values;
  }

  private static void skip(ByteBuffer file, int bytes) {
    file.position(file.position() + bytes);
  }

  private static void require(boolean supported, String what) {
    if (!supported) {
      throw new IllegalStateException("fastText model has an unsupported " + what);
    }
  }

  /** A matrix whose rows are products of a norm and centroids. */
  private static final class QuantizedMatrix {

    private final byte[] codes;
    private final Quantizer rows;
    private final byte[] normCodes;
    private final Quantizer norms;

    QuantizedMatrix(ByteBuffer file) {
      require(file.get() != 0, "matrix without norms");
      int count = Math.toIntExact(file.getLong());
      skip(file, Long.BYTES); // columns
      codes = readBytes(file, file.getInt());
      rows = new Quantizer(file);
      normCodes = readBytes(file, count);
      norms = new Quantizer(file);
    }

    void addRow(int row, float[] sum) {
      float norm = norms.centroids[Byte.toUnsignedInt(normCodes[row])];
      rows.add(codes, row * rows.parts, norm, sum);
    }
  }

  /** A product quantizer: the centroids of each part of a vector. */
  private static final class Quantizer {

    private static final int CENTROIDS = 256;

    private final int parts;
    private final int size;
    private final int lastSize;
    private final float[] centroids;

    Quantizer(ByteBuffer file) {
      int dimension = file.getInt();
      parts = file.getInt();
      size = file.getInt();
      lastSize = file.getInt();
      centroids = readFloats(file, dimension * CENTROIDS);
    }

    void add(byte[] codes, int from, float norm, float[] sum) {
      for (int part = 0; part < parts; part++) {
        int width = part == parts - 1 ? lastSize : size;
        int centroid = part * CENTROIDS * size + Byte.toUnsignedInt(codes[from + part]) * width;
        for (int i = 0; i < width; i++) {
          sum[part * size + i] += norm * centroids[centroid + i];
        }
      }
    }
  }
}
