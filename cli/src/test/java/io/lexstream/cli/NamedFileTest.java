package io.lexstream.cli;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NamedFileTest {

  @TempDir private Path folder;

  @Test
  void theSamePathIsRefused() throws IOException {
    var file = Files.writeString(folder.resolve("a"), "text");

    assertSame(file, folder.resolve("x/../a"));
  }

  @Test
  void twoNewFilesOfTheSameNameAreRefused() {
    assertSame(folder.resolve("new"), folder.resolve("./new"));
  }

  @Test
  void aSymbolicLinkToTheFileIsRefused() throws IOException {
    var file = Files.writeString(folder.resolve("a"), "text");
    var link = Files.createSymbolicLink(folder.resolve("link"), file);

    assertSame(link, file);
  }

  @Test
  void aLinkToAFileThatDoesNotExistYetIsRefused() throws IOException {
    var file = folder.resolve("new");
    var link = Files.createSymbolicLink(folder.resolve("link"), Path.of("new"));
    var linkToLink = Files.createSymbolicLink(folder.resolve("link2"), Path.of("link"));

    assertSame(linkToLink, file);
    assertSame(link, file);
  }

  @Test
  void aNewFileThroughALinkedFolderIsRefused() throws IOException {
    var linked =
        Files.createSymbolicLink(
            folder.resolve("linked"), Files.createDirectory(folder.resolve("real")));

    assertSame(linked.resolve("new"), folder.resolve("real/new"));
  }

  @Test
  void aHardLinkIsRefused() throws IOException {
    var file = Files.writeString(folder.resolve("a"), "text");
    var link = Files.createLink(folder.resolve("b"), file);

    assertSame(link, file);
  }

  @Test
  void differentFilesAndDevicesAreAccepted() throws IOException {
    var file = Files.writeString(folder.resolve("a"), "text");

    assertDifferent(file, folder.resolve("b"));
    assertDifferent(Path.of("/dev/null"), Path.of("/dev/null"));
    assertDifferent(file, Path.of("/dev/null"));
  }

  private static void assertSame(Path one, Path other) {
    assertThatThrownBy(() -> compare(one, other))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("is the same file as");
  }

  private static void assertDifferent(Path one, Path other) {
    assertThatCode(() -> compare(one, other)).doesNotThrowAnyException();
  }

  private static void compare(Path one, Path other) {
    new NamedFile("-o " + one, one).requireDifferentFrom(new NamedFile("the input", other));
  }
}
