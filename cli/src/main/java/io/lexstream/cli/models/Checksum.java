package io.lexstream.cli.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Compares a file with the checksum in its package. */
final class Checksum {

  private Checksum() {}

  /**
   * Returns the state as text.
   *
   * @param expected SHA-256 in hexadecimal; null if the package has none
   */
  static String state(Path file, String expected) throws IOException {
    if (!Files.isRegularFile(file)) {
      return "missing";
    }
    if (expected == null) {
      return "the package has no sha256";
    }
    var found = sha256(file);
    return found.equalsIgnoreCase(expected)
        ? "sha256 matches"
        : "sha256 DIFFERS: found " + found + ", expected " + expected;
  }

  private static String sha256(Path file) throws IOException {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
