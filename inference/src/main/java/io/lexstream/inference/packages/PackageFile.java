package io.lexstream.inference.packages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lexstream.inference.ModelPackageException;
import io.lexstream.settings.yaml.Yaml;
import io.lexstream.settings.yaml.YamlException;
import io.lexstream.settings.yaml.YamlNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;

/** Reads and checks the files of a package. */
final class PackageFile {

  private static final String LFS_POINTER = "version https://git-lfs";

  /** Accepts what Python writes (NaN, Infinity) and what people add (comments). */
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .build();

  private PackageFile() {}

  static Path existing(Path folder, String name, String namedBy) {
    Path file = folder.resolve(name).normalize();
    if (!file.startsWith(folder.normalize())) {
      throw new ModelPackageException(
          "%s names file %s, which is outside of the package %s".formatted(namedBy, name, folder));
    }
    if (!Files.isRegularFile(file)) {
      throw new ModelPackageException(
          "%s names file %s, but %s does not exist".formatted(namedBy, name, file));
    }
    return file;
  }

  /**
   * Checks that a file has content of its own.
   *
   * @throws ModelPackageException if it is empty, or a pointer to a file in Git LFS
   */
  static void checkContent(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      var beginning = new String(in.readNBytes(LFS_POINTER.length()), StandardCharsets.ISO_8859_1);
      if (beginning.isEmpty()) {
        throw new ModelPackageException(file + " is empty: download the file again");
      }
      if (beginning.equals(LFS_POINTER)) {
        throw new ModelPackageException(
            "%s is a Git LFS pointer, not the file: run `git lfs pull` in %s, or download the file"
                .formatted(file, file.getParent()));
      }
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  static JsonNode json(Path file) {
    checkContent(file);
    try (InputStream in = Files.newInputStream(file)) {
      return JSON.readTree(in);
    } catch (JsonProcessingException e) {
      throw new ModelPackageException(file + " is not JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** The YAML document in {@code file} as {@code type}; null if the file is empty. */
  static <T> T yaml(Path file, Class<T> type) {
    try {
      return bind(file, Yaml.read(file), type);
    } catch (YamlException e) {
      throw new ModelPackageException(e.messageFor(file.toString()), e);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static <T> T bind(Path file, YamlNode node, Class<T> type) {
    try {
      return JSON.treeToValue(JSON.valueToTree(node.toJava()), type);
    } catch (JsonMappingException e) {
      var path = new ArrayList<Object>();
      for (var step : e.getPath()) {
        path.add(step.getFieldName() == null ? step.getIndex() : step.getFieldName());
      }
      throw new ModelPackageException(
          "%s line %d: %s".formatted(file, node.lineOf(path), problem(e)), e);
    } catch (JsonProcessingException e) {
      throw new ModelPackageException(file + ": " + e.getOriginalMessage(), e);
    }
  }

  private static String problem(JsonMappingException e) {
    if (e instanceof UnrecognizedPropertyException unknown) {
      var known = unknown.getKnownPropertyIds().stream().map(Object::toString).sorted().toList();
      return "unknown key '%s': use one of %s"
          .formatted(unknown.getPropertyName(), String.join(", ", known));
    }
    return e.getOriginalMessage().lines().findFirst().orElse("");
  }

  static String sha256(Path file) {
    MessageDigest digest = sha256Digest();
    try (InputStream in = Files.newInputStream(file)) {
      var block = new byte[1 << 16];
      for (int read = in.read(block); read >= 0; read = in.read(block)) {
        digest.update(block, 0, read);
      }
    } catch (IOException e) {
      throw unreadable(file, e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  static void checkSha256(Path file, String expected, String namedBy) {
    String found = sha256(file);
    if (!found.equalsIgnoreCase(expected)) {
      throw new ModelPackageException(
          "%s has SHA-256 %s, but %s expects %s: download the package again"
              .formatted(file, found, namedBy, expected));
    }
  }

  private static MessageDigest sha256Digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static ModelPackageException unreadable(Path file, IOException e) {
    return new ModelPackageException(
        "cannot read " + file, new UncheckedIOException(e.getMessage(), e));
  }
}
