package io.lexstream.inference.batching;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Cost of queueing a row and adding it to a batch, by number of waiting rows, in nanoseconds. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class BatchFormingBenchmark {

  private static final int ROWS = 10_000;

  @Param({"100", "1000", "10000", "100000"})
  public int waiting;

  @Param({"256", "16384"})
  public int budget;

  private BatchQueue<TestRow> queue;
  private List<TestRow> rows;
  private int next;

  @Setup
  public void fill() {
    var lengths = RowLengths.lognormal(25, 0.8, 1);
    rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      rows.add(TestRow.healthy(i, lengths.getAsInt()));
    }
    queue = new BatchQueue<>(new TokenBudget(budget));
    while (queue.size() < waiting) {
      addNext();
    }
  }

  /** Takes one row out for each row added, so the number of waiting rows stays constant. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public int addAndTake() {
    for (int added = 0; added < ROWS; added++) {
      addNext();
      while (queue.size() > waiting) {
        queue.takeBatch();
      }
    }
    return queue.size();
  }

  private void addNext() {
    queue.add(rows.get(next));
    next = (next + 1) % ROWS;
  }
}
