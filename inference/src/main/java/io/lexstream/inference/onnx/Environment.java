package io.lexstream.inference.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import io.lexstream.inference.EngineFailedException;
import io.lexstream.inference.natives.NativeSettings;

/** The ONNX Runtime environment of this process. */
final class Environment {

  private static OrtEnvironment created;

  private Environment() {}

  /**
   * The environment, created on first use with telemetry off.
   *
   * @throws EngineFailedException if the native library cannot be loaded
   */
  static synchronized OrtEnvironment get() {
    if (created == null) {
      NativeSettings.apply();
      try {
        created =
            OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "lexstream");
        created.setTelemetry(false);
      } catch (OrtException | LinkageError e) {
        throw new EngineFailedException("cannot load the native library of ONNX Runtime: " + e, e);
      }
    }
    return created;
  }
}
