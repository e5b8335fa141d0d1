package io.lexstream.loadtest.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  @TempDir Path logs;

  /** The program of the child. */
  public static final class Child {

    private Child() {}

    public static void main(String[] arguments) throws Exception {
      var loop = CommandLoop.ofThisProcess();
      System.out.println("output of a library");
      loop.on("upper", String::toUpperCase)
          .on(
              "fail",
              message -> {
                throw new IllegalStateException(message);
              })
          .on(
              "sleep",
              none -> {
                Thread.sleep(Long.MAX_VALUE);
                return "never";
              });
      loop.say("ready");
      loop.run();
    }
  }

  @Test
  void commandsAreAnsweredInOrderDespiteOtherOutput() throws Exception {
    try (var child = child()) {
      // Then
      assertThat(child.nextLine(TIMEOUT)).isEqualTo("ready");
      assertThat(child.ask("upper one two", TIMEOUT)).isEqualTo("ONE TWO");
      assertThat(child.ask("upper", TIMEOUT)).isEmpty();
    }
  }

  @Test
  void theErrorNamesAFailedChildAndItsLog() throws Exception {
    try (var child = child()) {
      // Given
      child.nextLine(TIMEOUT);

      // Then
      assertThatThrownBy(() -> child.ask("fail no more memory", TIMEOUT))
          .isInstanceOf(ChildFailedException.class)
          .hasMessageContaining("worker ended")
          .hasMessageContaining("worker.log");
      assertThat(logs.resolve("worker.log")).content().contains("no more memory");
    }
  }

  @Test
  void aChildEndsWithItsInputWhileACommandRuns() throws Exception {
    // Given
    var child = child();
    child.nextLine(TIMEOUT);
    assertThatThrownBy(() -> child.ask("sleep", Duration.ofMillis(10)))
        .hasMessageContaining("wrote no line");

    // When
    child.close();

    // Then: the child ended by itself
    assertThatThrownBy(() -> child.awaitEnd(TIMEOUT)).hasMessageContaining("ended with code 1:");
  }

  @Test
  void aPausedChildAnswersOnlyAfterItIsResumed() throws Exception {
    try (var child = child()) {
      // Given
      child.nextLine(TIMEOUT);
      child.pause();

      // Then
      assertThatThrownBy(() -> child.ask("upper late", Duration.ofMillis(100)))
          .hasMessageContaining("wrote no line");

      // When
      child.resume();

      // Then
      assertThat(child.nextLine(TIMEOUT)).isEqualTo("LATE");
    }
  }

  @Test
  void aPausedChildEndsWithItsInput() throws Exception {
    // Given
    var child = child();
    child.nextLine(TIMEOUT);
    child.pause();

    // When
    child.close();

    // Then: the child ended by itself
    assertThat(child.awaitEnd(TIMEOUT)).isEqualTo("ready");
  }

  /** Pauses a child, prints its process id, and halts without closing it. */
  public static final class Parent {

    private Parent() {}

    public static void main(String[] arguments) throws Exception {
      var child =
          ChildProcess.start(
              "grandchild", JavaCommand.of(Child.class.getName()), Path.of(arguments[0]));
      child.nextLine(TIMEOUT);
      child.pause();
      System.out.println(child.handle().pid());
      Runtime.getRuntime().halt(137);
    }
  }

  @Test
  void aPausedChildEndsWhenItsParentIsKilled() throws Exception {
    // Given
    var parent =
        ChildProcess.start("parent", JavaCommand.of(Parent.class.getName(), logs.toString()), logs);

    // When
    long pid = Long.parseLong(parent.nextLine(TIMEOUT));

    // Then
    await()
        .atMost(TIMEOUT)
        .untilAsserted(
            () -> assertThat(ProcessHandle.of(pid)).matches(process -> hasEnded(process)));
  }

  /** A process that has ended, but was not reaped, has no command. */
  private static boolean hasEnded(Optional<ProcessHandle> process) {
    return process.flatMap(handle -> handle.info().command()).isEmpty();
  }

  private ChildProcess child() throws Exception {
    return ChildProcess.start("worker", JavaCommand.of(Child.class.getName()), logs);
  }
}
