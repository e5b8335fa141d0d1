package io.lexstream.inference.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexstream.inference.ModelPackageException;
import io.lexstream.inference.PackageSource;
import io.lexstream.inference.TinyPackage;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageArchiveTest {

  @TempDir private Path folder;

  private Path archive() throws IOException {
    Path archive = folder.resolve("tiny.zip");
    try (var zip = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
      Files.copy(TinyPackage.folder().resolve("lexstream.yaml"), zip.getPath("/lexstream.yaml"));
    }
    return archive;
  }

  private static List<Path> unpacked() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("lexstream-package-"))
          .sorted()
          .toList();
    }
  }

  @Test
  void unpacksAnArchiveOnceIntoAFolderOfTheOwner() throws IOException {
    // When
    Path first = PackageArchive.folder(archive());
    Path second =
        PackageArchive.folder(Files.copy(folder.resolve("tiny.zip"), folder.resolve("copy.zip")));

    // Then
    assertThat(second).isEqualTo(first);
    assertThat(first.resolve("lexstream.yaml")).exists();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(first)))
        .isEqualTo("rwx------");
  }

  @Test
  void invalidArchiveLeavesNoFiles() throws IOException {
    // Given
    Path broken = Files.writeString(folder.resolve("broken.zip"), "PK, but no archive");
    var before = unpacked();

    // Then
    assertThatThrownBy(() -> PackageArchive.folder(broken))
        .isInstanceOf(ModelPackageException.class)
        .hasMessageContaining("cannot unpack");
    assertThat(unpacked()).isEqualTo(before);
  }

  @Test
  void ignoresFilesOfOtherToolsInAnArchive() throws IOException {
    // Given
    Path archive = folder.resolve("my-model.zip");
    try (var zip = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
      for (String name : List.of("/my-model", "/__MACOSX", "/__MACOSX/my-model", "/META-INF")) {
        Files.createDirectory(zip.getPath(name));
      }
      Files.writeString(zip.getPath("/.DS_Store"), "x");
      Files.writeString(zip.getPath("/__MACOSX/my-model/._config.json"), "x");
      Files.copy(
          TinyPackage.folder().resolve("lexstream.yaml"), zip.getPath("/my-model/lexstream.yaml"));
    }

    // Then
    assertThat(PackageArchive.folder(archive).resolve("lexstream.yaml")).exists();
    assertThatThrownBy(() -> PackageReader.read(PackageSource.of(archive)))
        .isInstanceOf(ModelPackageException.class)
        .hasMessageContaining(archive.toString())
        .hasMessageNotContaining("lexstream-package-");
  }
}
