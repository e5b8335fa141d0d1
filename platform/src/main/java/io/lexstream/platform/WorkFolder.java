package io.lexstream.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder with the files of a run. Only one process can use it at a time. */
public interface WorkFolder extends AutoCloseable {

  /** The path of the folder. */
  Path path();

  /** A subfolder; it is created if it is missing. */
  default Path newFolder(String name) throws IOException {
    return Files.createDirectories(path().resolve(name));
  }

  /** Releases the folder. A second call has no effect. */
  @Override
  void close();
}
