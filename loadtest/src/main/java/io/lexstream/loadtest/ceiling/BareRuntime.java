package io.lexstream.loadtest.ceiling;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.lexstream.inference.GraphRows;
import io.lexstream.loadtest.ceiling.RowBatch.GraphInputs;
import io.lexstream.loadtest.ceiling.RowBatch.PlacedRow;
import io.lexstream.loadtest.workload.WorkDocument;
import io.lexstream.loadtest.workload.Workload;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Runs a graph with ONNX Runtime alone. Used by one thread at a time; it starts as many threads as
 * the layout has callers and waits for them.
 */
final class BareRuntime implements AutoCloseable {

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final GraphRows rows;
  private final PackageHeads heads;
  private final Map<Integer, OrtSession> sessions = new HashMap<>();
  private List<WorkDocument> documents = List.of();
  private List<PlacedRow> work = List.of();
  private List<RowBatch> loopBatches = List.of();
  private int nextInLoop;

  private BareRuntime(GraphRows rows, PackageHeads heads) {
    this.rows = rows;
    this.heads = heads;
  }

  static BareRuntime open(Path folder) throws IOException {
    return new BareRuntime(GraphRows.open(folder), PackageHeads.read(folder));
  }

  /** Tokenizes a workload. Later runs use it. */
  void load(Workload workload) {
    documents = workload.documents();
    var placed = new ArrayList<PlacedRow>();
    for (int i = 0; i < documents.size(); i++) {
      int document = i;
      var text = documents.get(i);
      rows.of(text.text(), text.language())
          .forEach(row -> placed.add(new PlacedRow(document, row)));
    }
    work = placed;
    loopBatches = List.of();
  }

  /** Number of tokens in the loaded texts, without special tokens and padding. */
  long textTokens() {
    return work.stream().mapToLong(row -> row.row().ownTokens()).sum();
  }

  int rowCount() {
    return work.size();
  }

  /**
   * Runs a sample of the workload: every {@code every}-th row in order of length.
   *
   * @param from index of the first row, from 0
   */
  Pass sample(Layout layout, int every, int from) throws OrtException, InterruptedException {
    var sorted = new ArrayList<>(work);
    sorted.sort(Comparator.comparingInt(PlacedRow::tokens));
    var sample = new ArrayList<PlacedRow>();
    for (int i = from; i < sorted.size(); i += every) {
      sample.add(sorted.get(i));
    }
    return run(layout, sample);
  }

  /** Runs the workload once. */
  Pass run(Layout layout) throws OrtException, InterruptedException {
    return run(layout, work);
  }

  private Pass run(Layout layout, List<PlacedRow> some) throws OrtException, InterruptedException {
    var session = session(layout.threads());
    var batches = RowBatch.of(some, layout, inputs(session), rows.paddingId());
    long start = System.nanoTime();
    runAll(session, once(batches), layout.callers(), (batch, results) -> {});
    return new Pass(
        (System.nanoTime() - start) / 1e9,
        batches.size(),
        some.size(),
        batches.stream().mapToLong(RowBatch::tokens).sum(),
        batches.stream().mapToLong(RowBatch::paddedTokens).sum());
  }

  /**
   * Prepares {@link #loop}. The batches are those of {@link #run} in random order, so that each
   * part of a loop has texts of all lengths.
   */
  void prepareLoop(Layout layout) throws OrtException {
    if (loopBatches.isEmpty()) {
      loopBatches = RowBatch.of(work, layout, inputs(session(layout.threads())), rows.paddingId());
      Collections.shuffle(loopBatches, new Random(1));
      nextInLoop = 0;
    }
  }

  /**
   * Runs the prepared batches repeatedly, continuing where the last loop ended.
   *
   * @param ended whether to start no further batch
   * @return number of passes over the workload, as a fraction of its tokens
   */
  double loop(Layout layout, BooleanSupplier ended) throws OrtException, InterruptedException {
    var done = new LongAdder();
    var next = new AtomicInteger(nextInLoop);
    runAll(
        session(layout.threads()),
        () ->
            ended.getAsBoolean()
                ? Optional.empty()
                : Optional.of(loopBatches.get(next.getAndIncrement() % loopBatches.size())),
        layout.callers(),
        (batch, results) -> done.add(batch.tokens()));
    nextInLoop = next.get() % loopBatches.size();
    return done.doubleValue() / loopBatches.stream().mapToLong(RowBatch::tokens).sum();
  }

  /** Labels by document id and task. Each row is run alone. */
  Map<String, Map<String, String>> labels() throws OrtException, InterruptedException {
    int cores = Runtime.getRuntime().availableProcessors();
    var layout = new Layout(cores, 1, Layout.Rule.ROWS, 1);
    var session = session(layout.threads());
    var merged = new ConcurrentHashMap<Integer, DocumentLabels>();
    runAll(
        session,
        once(RowBatch.of(work, layout, inputs(session), rows.paddingId())),
        layout.callers(),
        (batch, results) -> {
          var row = batch.rows().get(0);
          var labels = merged.computeIfAbsent(row.document(), any -> new DocumentLabels());
          for (var head : heads.labels()) {
            var logits = (float[][]) results.get(head.output()).orElseThrow().getValue();
            labels.add(head, logits[0], row.row().ownTokens());
          }
        });
    var byId = new LinkedHashMap<String, Map<String, String>>();
    merged.forEach((document, labels) -> byId.put(documents.get(document).id(), labels.best()));
    return byId;
  }

  private interface Reader {
    void read(RowBatch batch, OrtSession.Result results) throws OrtException;
  }

  private static Supplier<Optional<RowBatch>> once(List<RowBatch> batches) {
    var next = new ConcurrentLinkedQueue<>(batches);
    return () -> Optional.ofNullable(next.poll());
  }

  /**
   * Runs batches until there are no more.
   *
   * @param next returns the next batch; called by several threads
   */
  private void runAll(
      OrtSession session, Supplier<Optional<RowBatch>> next, int callers, Reader reader)
      throws InterruptedException {
    var outputs = Set.copyOf(heads.outputs());
    Callable<Void> caller =
        () -> {
          for (var batch = next.get(); batch.isPresent(); batch = next.get()) {
            runBatch(session, batch.get(), outputs, reader);
          }
          return null;
        };
    var threads = Executors.newFixedThreadPool(callers);
    try {
      for (var end : threads.invokeAll(Collections.nCopies(callers, caller))) {
        end.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "ONNX Runtime failed to run a batch: " + e.getCause(), e.getCause());
    } finally {
      threads.shutdown();
    }
  }

  private void runBatch(OrtSession session, RowBatch batch, Set<String> outputs, Reader reader)
      throws OrtException {
    var tensors = new LinkedHashMap<String, OnnxTensor>();
    try {
      for (var input : batch.inputs().entrySet()) {
        tensors.put(
            input.getKey(), OnnxTensor.createTensor(environment, input.getValue(), batch.shape()));
      }
      try (var results = session.run(tensors, outputs)) {
        reader.read(batch, results);
      }
    } finally {
      tensors.values().forEach(OnnxTensor::close);
    }
  }

  private GraphInputs inputs(OrtSession session) {
    return new GraphInputs(List.copyOf(session.getInputNames()), heads.sentencesInput());
  }

  /** A session with the options of the inference module, so that both compute the same numbers. */
  private OrtSession session(int threads) throws OrtException {
    var open = sessions.get(threads);
    if (open == null) {
      try (var options = new OrtSession.SessionOptions()) {
        options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
        options.setIntraOpNumThreads(threads);
        options.setInterOpNumThreads(1);
        options.addConfigEntry("session.qdq_matmulnbits_accuracy_level", "1");
        open = environment.createSession(rows.graph().toString(), options);
        sessions.put(threads, open);
      }
    }
    return open;
  }

  @Override
  public void close() throws OrtException {
    for (var session : sessions.values()) {
      session.close();
    }
    rows.close();
  }
}
