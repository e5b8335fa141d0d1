package io.lexstream.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class DiskSpaceTest {

  private static final Path FOLDER = Path.of("data");

  @Test
  void aStartNeedsFreeSpace() {
    // Given
    var disk = new DiskSpace(FOLDER, () -> 5L << 20);

    // When
    assertThatThrownBy(disk::requireForStart)

        // Then
        .isInstanceOf(PlatformNotStartedException.class)
        .hasMessage(
            "data has 5 MiB of free space, but a start needs 128 MiB: free space, or use another folder");
  }

  @Test
  void aDiskThatFillsUpIsReportedBeforeItIsFull() {
    assertThat(new DiskSpace(FOLDER, () -> 31L << 20).shortage())
        .contains("data has only 31 MiB of free space: free space and start again");
  }

  @Test
  void enoughSpaceIsNotReported() throws Exception {
    // Given
    var disk = new DiskSpace(FOLDER, () -> 1L << 30);

    // When
    disk.requireForStart();

    // Then
    assertThat(disk.shortage()).isEmpty();
  }

  @Test
  void aFolderThatDisappearedIsReported() {
    // Given
    var disk =
        new DiskSpace(
            FOLDER,
            () -> {
              throw new IOException("Stale file handle");
            });

    // Then
    assertThat(disk.shortage()).contains("cannot read the free space of data: Stale file handle");
  }
}
