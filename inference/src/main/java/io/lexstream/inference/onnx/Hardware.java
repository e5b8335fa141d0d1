package io.lexstream.inference.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.providers.OrtTensorRTProviderOptions;
import io.lexstream.inference.EngineFailedException;
import io.lexstream.inference.ExecutionProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses the execution provider of a session and creates its options. */
final class Hardware {

  private static final Logger LOG = LoggerFactory.getLogger(Hardware.class);

  private Hardware() {}

  /** The provider to use: resolves AUTO to CUDA if a GPU works, otherwise to CPU. */
  static ExecutionProvider choose(ExecutionProvider requested, int device) {
    if (requested != ExecutionProvider.AUTO) {
      return requested;
    }
    if (!OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA)) {
      return ExecutionProvider.CPU;
    }
    try (var options = new OrtSession.SessionOptions()) {
      options.addCUDA(device);
      return ExecutionProvider.CUDA;
    } catch (OrtException e) {
      LOG.warn("GPU not usable, using CPU: device={} cause={}", device, e.getMessage());
      return ExecutionProvider.CPU;
    }
  }

  /** Session options for the chosen provider; the caller closes them. */
  static OrtSession.SessionOptions options(SessionSettings settings, ExecutionProvider chosen)
      throws OrtException {
    var options = new OrtSession.SessionOptions();
    try {
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      options.setIntraOpNumThreads(settings.intraOpThreads());
      options.setInterOpNumThreads(1);
      // Spinning threads would use cores that other workers need.
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      // The default, level 4, rounds the activations of graphs with int8 weights to int8, which
      // changes scores by more than 0.01. Level 1 keeps float arithmetic.
      options.addConfigEntry("session.qdq_matmulnbits_accuracy_level", "1");
      // A failed run throws an exception, so ONNX Runtime need not log it to standard error.
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      switch (chosen) {
        case CPU, AUTO -> {}
        case CUDA ->
            requireGpu(OrtProvider.CUDA, settings, () -> options.addCUDA(settings.device()));
        case TENSORRT ->
            requireGpu(OrtProvider.TENSOR_RT, settings, () -> addTensorRt(options, settings));
      }
      if (chosen != ExecutionProvider.CPU) {
        // At this level ONNX Runtime logs the nodes that fall back to the CPU.
        options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING);
      }
      return options;
    } catch (OrtException | RuntimeException e) {
      options.close();
      throw e;
    }
  }

  private static void addTensorRt(OrtSession.SessionOptions options, SessionSettings settings)
      throws OrtException {
    try (var tensorRt = new OrtTensorRTProviderOptions(settings.device())) {
      options.addTensorrt(tensorRt);
    }
    // CUDA runs the nodes that TensorRT does not support.
    options.addCUDA(settings.device());
  }

  private static void requireGpu(
      OrtProvider provider, SessionSettings settings, ProviderSetup setup) {
    String name = provider == OrtProvider.CUDA ? "cuda" : "tensorrt";
    if (!OrtEnvironment.getAvailableProviders().contains(provider)) {
      throw new EngineFailedException(
          "provider %s is not in this build of ONNX Runtime, which has %s: build with -Pgpu, or use provider auto or cpu"
              .formatted(name, OrtEnvironment.getAvailableProviders()),
          null);
    }
    try {
      setup.apply();
    } catch (OrtException e) {
      throw new EngineFailedException(
          "provider %s does not work on device %d: %s; check driver, CUDA and cuDNN, or use provider auto or cpu"
              .formatted(name, settings.device(), e.getMessage()),
          e);
    }
  }

  @FunctionalInterface
  private interface ProviderSetup {
    void apply() throws OrtException;
  }
}
