package io.lexstream.inference.batching;

import static java.util.stream.Collectors.toSet;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.IntStream;

/** An engine with the faults of its rows, and with faults that a test switches on. */
final class FaultyRunner implements BatchRunner<TestRow, String> {

  private final List<List<TestRow>> runs = new CopyOnWriteArrayList<>();
  private final CountDownLatch hanging = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private volatile boolean broken;
  private volatile Runnable onRun = () -> {};
  private volatile Function<List<String>, List<String>> distortion = results -> results;

  @Override
  public List<String> run(List<TestRow> rows) throws Exception {
    runs.add(List.copyOf(rows));
    onRun.run();
    if (broken) {
      throw new IllegalStateException("broken engine");
    }
    if (has(rows, TestRow.Fault.HANGS)) {
      hanging.countDown();
      awaitRelease();
    }
    if (has(rows, TestRow.Fault.EXHAUSTS_MEMORY)) {
      throw new OutOfMemoryError("as requested");
    }
    if (has(rows, TestRow.Fault.FAILS)) {
      throw new IllegalStateException("bad row");
    }
    var notFinite =
        IntStream.range(0, rows.size())
            .filter(i -> rows.get(i).fault() == TestRow.Fault.NOT_FINITE)
            .boxed()
            .collect(toSet());
    if (!notFinite.isEmpty()) {
      throw new NonFiniteOutputException(notFinite);
    }
    return distortion.apply(rows.stream().map(TestRow::result).toList());
  }

  /** Makes every later run fail. */
  void breakEngine() {
    broken = true;
  }

  /** Called at the beginning of each run. */
  void onRun(Runnable action) {
    onRun = action;
  }

  /** Changes the results of healthy runs. */
  void distort(Function<List<String>, List<String>> distortion) {
    this.distortion = distortion;
  }

  /** Returns when a run hangs. */
  void awaitHang() throws InterruptedException {
    hanging.await();
  }

  /** Ends runs that hang. */
  void release() {
    released.countDown();
  }

  /** All runs that have started, including probes. */
  List<List<TestRow>> runs() {
    return runs;
  }

  long probes() {
    return runs.stream().filter(List.of(TestRow.KNOWN_GOOD)::equals).count();
  }

  /** Ignores interrupts, like native code. */
  private void awaitRelease() {
    boolean interrupted = false;
    while (true) {
      try {
        released.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean has(List<TestRow> rows, TestRow.Fault fault) {
    return rows.stream().anyMatch(row -> row.fault() == fault);
  }
}
