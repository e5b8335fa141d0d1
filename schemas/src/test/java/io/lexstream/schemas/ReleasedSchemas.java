package io.lexstream.schemas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The schemas of released versions. */
final class ReleasedSchemas {

  private static final Path FOLDER = Path.of("src", "main", "resources", "released");

  private ReleasedSchemas() {}

  /** All released versions of the subject of {@code topic}, oldest first. */
  static List<String> of(Topic topic) {
    var folder = FOLDER.resolve(Topics.standard().subject(topic));
    var versions = new ArrayList<String>();
    try {
      for (int version = 1; Files.exists(folder.resolve("v" + version + ".avsc")); version++) {
        versions.add(Files.readString(folder.resolve("v" + version + ".avsc")));
      }
      return versions;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
