package io.lexstream.streamsapp.topology;

import io.lexstream.schemas.Stage;
import java.util.function.Supplier;

/** The failure of a record in a step, with the stage of the step. Has no stack trace. */
public final class StepFailure extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final Stage stage;
  private final transient RecordFailure failure;

  private StepFailure(Stage stage, RecordFailure failure) {
    super(failure.cause().getMessage(), failure.cause(), false, false);
    this.stage = stage;
    this.failure = failure;
  }

  /**
   * Runs a step of {@code stage}.
   *
   * @throws StepFailure if it fails because of the record
   * @throws RuntimeException if it fails for another reason: the original exception
   */
  public static <T> T mark(Stage stage, Supplier<T> step) {
    try {
      return step.get();
    } catch (StepFailure e) {
      throw e; // marked by a later step
    } catch (RuntimeException e) {
      throw RecordFailure.of(e)
          .<RuntimeException>map(failure -> new StepFailure(stage, failure))
          .orElse(e);
    }
  }

  Stage stage() {
    return stage;
  }

  RecordFailure failure() {
    return failure;
  }
}
