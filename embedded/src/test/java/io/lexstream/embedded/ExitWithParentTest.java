package io.lexstream.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ExitWithParentTest {

  @Test
  void exitsWhenItsStandardInputEnds() throws Exception {
    // Given
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                ExitWithParent.class.getName(),
                Waiting.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(process.inputReader().readLine()).isEqualTo("waiting");

    // When
    process.getOutputStream().close();

    // Then
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
  }

  /** A program that runs for ever. */
  static final class Waiting {

    public static void main(String[] arguments) throws InterruptedException {
      System.out.println("waiting");
      new CountDownLatch(1).await();
    }
  }
}
