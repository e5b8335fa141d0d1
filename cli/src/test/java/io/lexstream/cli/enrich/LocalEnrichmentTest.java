package io.lexstream.cli.enrich;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lexstream.platform.RootCause;
import io.lexstream.platform.RunFolder;
import io.lexstream.platform.Timings;
import io.lexstream.testing.ProjectFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalEnrichmentTest {

  /** A graph that fails on every text once its file of weights is broken. */
  private static final Path FUSED_MODEL = ProjectFiles.fusedModel();

  @TempDir Path folder;

  private final CountDownLatch firstAnswer = new CountDownLatch(1);

  @Test
  void aJobThatFailsEndsTheRunWithItsCause() throws Exception {
    // Given
    var model = copyOf(FUSED_MODEL);
    var good = new ByteArrayInputStream("{\"text\": \"good\"}\n".getBytes(UTF_8));
    var afterTheFuse = lineOnceBlown(model.resolve("fuse.bin"), "{\"text\": \"fine\"}\n");
    var request =
        new EnrichmentRequest(
            "in.jsonl",
            new SequenceInputStream(good, afterTheFuse),
            OutputStream.nullOutputStream(),
            OutputStream.nullOutputStream(),
            List.of(model),
            Duration.ofMillis(200));

    // When
    try (var runFolder = RunFolder.create(folder);
        var enrichment = LocalEnrichment.start(request, runFolder, Timings.ofThisProcess())) {
      assertThatThrownBy(() -> enrichment.run(new FirstAnswer()))

          // Then
          .isInstanceOf(ExecutionException.class)
          .extracting(RootCause::line)
          .asString()
          .contains("failed after all restarts", model + "/model.onnx");
    }
  }

  private Path copyOf(Path model) throws IOException {
    var copy = Files.createDirectories(folder.resolve("model"));
    try (var files = Files.list(model)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    return copy;
  }

  /** A line that is available after the first result; the model is broken before. */
  private InputStream lineOnceBlown(Path fuse, String line) {
    return new InputStream() {
      private final InputStream afterwards = new ByteArrayInputStream(line.getBytes(UTF_8));

      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
      }

      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        if (firstAnswer.getCount() > 0) {
          await();
          blow(fuse);
        }
        return afterwards.read(target, offset, length);
      }
    };
  }

  private void await() {
    try {
      firstAnswer.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void blow(Path fuse) {
    try (var file = FileChannel.open(fuse, StandardOpenOption.WRITE)) {
      file.write(ByteBuffer.wrap(new byte[] {1}), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private final class FirstAnswer implements Progress {

    @Override
    public void ready() {}

    @Override
    public void answered(long bytes, Tally tally) {
      firstAnswer.countDown();
    }

    @Override
    public void dead(long line, String reason, String message) {}
  }
}
