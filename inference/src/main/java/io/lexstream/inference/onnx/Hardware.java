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

/** Chooses what a session runs on, and says plainly what does not work on this machine. */
final class Hardware {

  private static final Logger LOG = LoggerFactory.getLogger(Hardware.class);

  private Hardware() {}

  /** CPU, CUDA or TENSORRT for the provider asked for; never AUTO. */
  static ExecutionProvider choose(ExecutionProvider asked, int device) {
    if (asked != ExecutionProvider.AUTO) {
      return asked;
    }
    if (!OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA)) {
      return ExecutionProvider.CPU;
    }
    try (var options = new OrtSession.SessionOptions()) {
      options.addCUDA(device);
      return ExecutionProvider.CUDA;
    } catch (OrtException e) {
      LOG.warn("no GPU works here, running on the CPU: device={} cause={}", device, e.getMessage());
      return ExecutionProvider.CPU;
    }
  }

  /** Options for a chosen provider; the caller closes them. */
  static OrtSession.SessionOptions options(SessionSettings settings, ExecutionProvider chosen)
      throws OrtException {
    var options = new OrtSession.SessionOptions();
    try {
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      options.setIntraOpNumThreads(settings.intraOpThreads());
      options.setInterOpNumThreads(1);
      // Threads that spin while they wait would take cores from the other workers.
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      // Where a graph has int8 weights and float arithmetic, ONNX Runtime would round activations
      // to
      // int8 behind its back (level 4 is its default): scores change by more than 0.01.
      options.addConfigEntry("session.qdq_matmulnbits_accuracy_level", "1");
      // A failed run comes back as an exception: no second report of it on standard error.
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      switch (chosen) {
        case CPU, AUTO -> {}
        case CUDA ->
            requireGpu(OrtProvider.CUDA, settings, () -> options.addCUDA(settings.device()));
        case TENSORRT ->
            requireGpu(OrtProvider.TENSOR_RT, settings, () -> addTensorRt(options, settings));
      }
      if (chosen != ExecutionProvider.CPU) {
        // ONNX Runtime itself names the nodes that fall back to the CPU, at this level.
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
    // What TensorRT cannot build runs on CUDA.
    options.addCUDA(settings.device());
  }

  private static void requireGpu(
      OrtProvider provider, SessionSettings settings, Addition addition) {
    String asked = provider == OrtProvider.CUDA ? "cuda" : "tensorrt";
    if (!OrtEnvironment.getAvailableProviders().contains(provider)) {
      throw new EngineFailedException(
          "provider "
              + asked
              + " is not in this build of ONNX Runtime, which has "
              + OrtEnvironment.getAvailableProviders()
              + ": build with -Pgpu, or use provider auto or cpu",
          null);
    }
    try {
      addition.apply();
    } catch (OrtException e) {
      throw new EngineFailedException(
          "provider "
              + asked
              + " does not work on device "
              + settings.device()
              + ": "
              + e.getMessage()
              + "; check driver, CUDA and cuDNN, or use provider auto or cpu",
          e);
    }
  }

  @FunctionalInterface
  private interface Addition {
    void apply() throws OrtException;
  }
}
