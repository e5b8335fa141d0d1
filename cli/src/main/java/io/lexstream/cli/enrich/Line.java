package io.lexstream.cli.enrich;

/**
 * One line of the input without its line break.
 *
 * @param number line number, from 1
 * @param offset position of its first byte in the input
 * @param bytes its content; only the beginning if it is longer than the reader's limit
 * @param length number of bytes in the input
 */
record Line(long number, long offset, byte[] bytes, long length) {

  /** Whether {@link #bytes} is the complete line. */
  boolean isWhole() {
    return bytes.length == length;
  }
}
