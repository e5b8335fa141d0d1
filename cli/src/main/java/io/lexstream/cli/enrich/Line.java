package io.lexstream.cli.enrich;

/**
 * One line of the input, without its end.
 *
 * @param number of the line, from 1
 * @param offset of its first byte in the input
 * @param bytes what it holds; only its beginning if it is longer than the reader's limit
 * @param length how many bytes it has in the input
 */
record Line(long number, long offset, byte[] bytes, long length) {

  /** Whether {@link #bytes} is all of it. */
  boolean isWhole() {
    return bytes.length == length;
  }
}
