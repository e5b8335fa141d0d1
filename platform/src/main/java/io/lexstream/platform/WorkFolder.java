package io.lexstream.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder that a run keeps its files in, and which no other run may use meanwhile. */
public interface WorkFolder extends AutoCloseable {

  /** The folder itself. */
  Path path();

  /** A folder inside, made if it is not there. */
  default Path newFolder(String name) throws IOException {
    return Files.createDirectories(path().resolve(name));
  }

  /** Gives the folder up. Calling it again does nothing. */
  @Override
  void close();
}
