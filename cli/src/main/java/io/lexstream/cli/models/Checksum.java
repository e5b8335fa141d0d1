package io.lexstream.cli.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Whether a file of a package is the one the package was published with. */
final class Checksum {

  private Checksum() {}

  /**
   * The state in words.
   *
   * @param expected SHA-256 in hexadecimal; null: the package does not say
   */
  static String state(Path file, String expected) throws IOException {
    if (!Files.isRegularFile(file)) {
      return "missing";
    }
    if (expected == null) {
      return "no sha256 to check against";
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
