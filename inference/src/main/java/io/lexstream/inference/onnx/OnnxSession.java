package io.lexstream.inference.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import io.lexstream.inference.EngineFailedException;
import io.lexstream.inference.ExecutionProvider;
import io.lexstream.inference.ModelPackageException;
import io.lexstream.inference.batching.BatchRunner;
import io.lexstream.inference.packages.Head;
import io.lexstream.inference.packages.ModelPackage;
import io.lexstream.inference.tokens.WindowRow;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A graph loaded into ONNX Runtime. Runs batches of rows.
 *
 * <p>Thread safe: several threads can run batches at the same time. Close it only when no batch
 * runs.
 */
public final class OnnxSession implements BatchRunner<WindowRow, RowOutput>, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OnnxSession.class);

  private static final Pattern UNSUPPORTED_VERSION =
      Pattern.compile(
          "Unsupported model IR version: (\\d+), max supported IR version: (\\d+)"
              + "|Opset (\\d+) is under development.*?till opset (\\d+)");

  private static final int MAX_REASON = 400;

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final ExecutionProvider provider;
  private final Path graph;
  private final ModelPackage model;
  private final Set<String> inputs;
  private final Set<String> outputs;
  private final String sentencesInput;
  private final long paddingId;
  private final OutputReader reader;
  private final Set<OrtSession.RunOptions> running = new HashSet<>();

  private OnnxSession(
      OrtEnvironment environment,
      OrtSession session,
      ExecutionProvider provider,
      Path graph,
      ModelPackage model) {
    this.environment = environment;
    this.session = session;
    this.provider = provider;
    this.graph = graph;
    this.model = model;
    this.inputs = new LinkedHashSet<>(session.getInputNames());
    this.outputs = new LinkedHashSet<>(model.heads().stream().map(Head::output).toList());
    this.sentencesInput = GraphContract.sentencesInput(model);
    this.paddingId = model.paddingId();
    this.reader = new OutputReader(model);
  }

  /**
   * Loads the package's graph and checks its inputs and outputs.
   *
   * @throws ModelPackageException if the graph cannot be loaded or does not match its package
   * @throws EngineFailedException if the execution provider does not work on this machine
   */
  public static OnnxSession open(ModelPackage model, SessionSettings settings) {
    OrtEnvironment environment = Environment.get();
    ExecutionProvider chosen = Hardware.choose(settings.provider(), settings.device());
    Path graph = graph(model, chosen);
    try (var options = Hardware.options(settings, chosen)) {
      OrtSession session = environment.createSession(graph.toString(), options);
      ModelPackage resolved;
      try {
        Map<String, NodeInfo> outputs = session.getOutputInfo();
        resolved = GraphOutputs.resolve(model, outputs);
        new GraphContract(resolved, graph).check(session.getInputInfo(), outputs);
      } catch (OrtException | RuntimeException | Error e) {
        session.close();
        throw e;
      }
      LOG.info(
          "model loaded: name={} version={} graph={} provider={}",
          model.model().name(),
          model.model().version(),
          graph,
          chosen);
      return new OnnxSession(environment, session, chosen, graph, resolved);
    } catch (OrtException e) {
      throw new ModelPackageException(
          "ONNX Runtime cannot load %s: %s".formatted(graph, reason(e)), e);
    }
  }

  /** What ONNX Runtime reports, in one line and without its source code locations. */
  private static String reason(OrtException failure) {
    String line = failure.getMessage().replaceAll("\\s+", " ").strip();
    Matcher version = UNSUPPORTED_VERSION.matcher(line);
    if (version.find()) {
      return "its %s version %s is newer than the supported version %s: export the model with an older version"
          .formatted(
              version.group(1) == null ? "opset" : "IR",
              version.group(1) == null ? version.group(3) : version.group(1),
              version.group(1) == null ? version.group(4) : version.group(2));
    }
    return line.length() <= MAX_REASON ? line : line.substring(0, MAX_REASON) + "...";
  }

  /** The graph for a provider: the half-precision graph is for GPUs. */
  static Path graph(ModelPackage model, ExecutionProvider provider) {
    return provider == ExecutionProvider.CPU
        ? model.graph()
        : model.fp16Graph().orElse(model.graph());
  }

  /** The package, with the outputs that were found in the graph. */
  public ModelPackage model() {
    return model;
  }

  /** The provider in use: never {@link ExecutionProvider#AUTO}. */
  public ExecutionProvider provider() {
    return provider;
  }

  /** The graph that was loaded. */
  public Path graph() {
    return graph;
  }

  /**
   * Checks the number of labels on an actual output: the declared shape can leave it open.
   *
   * @throws ModelPackageException if the number of labels differs from the package
   */
  public void checkLabels(WindowRow row, RowOutput output) {
    for (Head head : model.heads()) {
      int labels = GraphContract.labels(head).size();
      int units = head instanceof Head.TokenTags ? row.textSize() : 1;
      int found = output.of(head.output()).length / units;
      if (labels > 0 && found != labels) {
        throw new ModelPackageException(
            GraphContract.wrongLabels(graph, found, head, model.descriptor()));
      }
    }
  }

  @Override
  public List<RowOutput> run(List<WindowRow> rows) throws Exception {
    var options = begin();
    try (var tensors =
            BatchTensors.fill(
                environment, rows, inputs, sentencesInput, paddingId, model.firstPosition());
        var results = session.run(tensors.byName(), outputs, options)) {
      return reader.read(rows, output -> (OnnxTensor) results.get(output).orElseThrow());
    } catch (ModelPackageException e) {
      // The shape of an output does not depend on the text, so this is an engine failure.
      throw new EngineFailedException(graph + " has an invalid output: " + e.getMessage(), e);
    } finally {
      end(options);
    }
  }

  private OrtSession.RunOptions begin() throws OrtException {
    var options = new OrtSession.RunOptions();
    // A failed run throws an exception, so ONNX Runtime need not log it to standard error.
    options.setLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
    synchronized (running) {
      running.add(options);
    }
    return options;
  }

  private void end(OrtSession.RunOptions options) {
    // The lock prevents terminateRuns() from using native options that are closed.
    synchronized (running) {
      running.remove(options);
      options.close();
    }
  }

  /** Requests termination of all running batches. A batch that reacts to it fails. */
  public void terminateRuns() {
    synchronized (running) {
      for (var options : running) {
        try {
          options.setTerminate(true);
        } catch (OrtException e) {
          LOG.warn("cannot terminate a run: cause={}", e.getMessage());
        }
      }
    }
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      LOG.warn("cannot close a session: graph={} cause={}", graph, e.getMessage());
    }
  }
}
