package io.lexstream.loadtest.systems;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lexstream.loadtest.ceiling.CeilingMain;
import io.lexstream.loadtest.ceiling.CeilingMain.Trial;
import io.lexstream.loadtest.ceiling.Layout;
import io.lexstream.loadtest.ceiling.Pass;
import io.lexstream.loadtest.meter.ProcessUsage;
import io.lexstream.loadtest.process.ChildProcess;
import io.lexstream.loadtest.process.JavaCommand;
import io.lexstream.loadtest.workload.Workload;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Bare ONNX Runtime: the reference for throughput and labels. */
public final class CeilingSystem implements SystemUnderTest {

  private static final Duration TIMEOUT = Duration.ofMinutes(10);
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final Path model;
  private final Path folder;

  private ChildProcess process;
  private Workload loaded;
  private long textTokens;
  private Layout layout;

  /** Time that the loop ran before its first slice and after its last one. */
  private long nanosOutsideSlices;

  /**
   * @param folder folder for the texts and the log
   */
  public CeilingSystem(Path model, Path folder) {
    this.model = model;
    this.folder = folder;
  }

  @Override
  public SystemName name() {
    return SystemName.CEILING;
  }

  @Override
  public void start() throws Exception {
    process =
        ChildProcess.start(
            name().label(), JavaCommand.of(CeilingMain.class.getName(), model.toString()), folder);
    process.nextLine(TIMEOUT);
  }

  /** Number of tokens in a workload's texts, without special tokens and padding. */
  public long textTokens(Workload workload) throws IOException, InterruptedException {
    load(workload);
    return textTokens;
  }

  /** Searches the best layout for a workload. Later drains use it. */
  public List<Trial> search(Workload workload) throws IOException, InterruptedException {
    load(workload);
    List<Trial> trials =
        JSON.readValue(process.ask("search", TIMEOUT), new TypeReference<List<Trial>>() {});
    layout = trials.get(0).layout();
    return trials;
  }

  /** Sets the layout that an earlier search found. */
  public void use(Layout found) {
    layout = found;
  }

  /** Labels by document id and task. */
  public Map<String, Map<String, String>> labels(Workload workload)
      throws IOException, InterruptedException {
    load(workload);
    return JSON.readValue(process.ask("labels", TIMEOUT), new TypeReference<>() {});
  }

  /** Starts to run the loaded workload repeatedly, and pauses at once. */
  void beginLoop() throws IOException, InterruptedException {
    long start = System.nanoTime();
    process.ask("loop " + JSON.writeValueAsString(layout), TIMEOUT);
    process.pause();
    nanosOutsideSlices = System.nanoTime() - start;
  }

  /**
   * Ends the loop.
   *
   * @param seconds total length of the loop's time slices
   * @return throughput in documents per second
   */
  double endLoop(double seconds) throws IOException, InterruptedException {
    long start = System.nanoTime();
    process.resume();
    double passes = Double.parseDouble(process.ask("end", TIMEOUT));
    nanosOutsideSlices += System.nanoTime() - start;
    return passes * loaded.documents().size() / (seconds + nanosOutsideSlices / 1e9);
  }

  ChildProcess process() {
    return process;
  }

  private void load(Workload workload) throws IOException, InterruptedException {
    if (workload.equals(loaded)) {
      return;
    }
    var file = folder.resolve("workload.json");
    workload.write(file);
    var answer = JSON.readTree(process.ask("load " + file, TIMEOUT));
    textTokens = answer.path("tokens").asLong();
    loaded = workload;
  }

  @Override
  public Measurement drain(Workload workload, int round) throws Exception {
    load(workload);
    var before = ProcessUsage.of(process.handle());
    var pass =
        JSON.readValue(process.ask("run " + JSON.writeValueAsString(layout), TIMEOUT), Pass.class);
    var after = ProcessUsage.of(process.handle());
    return new Measurement(
        name(),
        workload.documents().size(),
        pass.seconds(),
        Optional.empty(),
        Optional.empty(),
        after.cpuSecondsSince(before),
        after.residentBytes(),
        Optional.of(
            new BatchTotals(pass.batches(), pass.rows(), pass.tokens(), pass.paddedTokens())),
        Optional.empty(),
        Map.of(),
        Map.of());
  }

  @Override
  public void close() {
    if (process != null) {
      process.close();
    }
  }
}
