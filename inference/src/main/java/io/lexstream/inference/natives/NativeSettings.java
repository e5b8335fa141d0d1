package io.lexstream.inference.natives;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import io.lexstream.inference.EngineFailedException;

/**
 * Settings of the native libraries, which must be set before these load. With them, the libraries
 * make no network connection and write nothing to the user's home.
 */
public final class NativeSettings {

  private static final String ORT_TELEMETRY = "ORT_DISABLE_TELEMETRY";

  private static boolean applied;

  private NativeSettings() {}

  /** The function of the C library that sets an environment variable of this process. */
  interface CLibrary extends Library {
    int setenv(String name, String value, int overwrite);
  }

  /**
   * Applies the settings. A second call has no effect.
   *
   * @throws EngineFailedException if the telemetry of ONNX Runtime cannot be turned off
   */
  public static synchronized void apply() {
    if (!applied) {
      // Otherwise the tokenizer library downloads another build on a machine with a GPU.
      setIfAbsent("RUST_FLAVOR", "cpu");
      // Otherwise DJL queries EC2 metadata, and on EC2 it reports to its authors.
      System.setProperty("OPT_OUT_TRACKING", "true");
      // Otherwise JNA unpacks its library to the user's home.
      setIfAbsent("jna.tmpdir", System.getProperty("java.io.tmpdir"));
      disableRuntimeTelemetry();
      applied = true;
    }
  }

  private static void setIfAbsent(String name, String value) {
    if (System.getenv(name) == null && System.getProperty(name) == null) {
      System.setProperty(name, value);
    }
  }

  /**
   * When ONNX Runtime 1.29 creates its environment on Linux or macOS, it connects to Microsoft's
   * host for usage data and writes a device id to the user's home, unless the variable is set.
   * {@code OrtEnvironment.setTelemetry} has its effect later. The telemetry also crashes the
   * process if its command line is longer than about 5,000 characters, as a class path can be. Java
   * cannot change the environment of its own process, so the C library does.
   */
  private static void disableRuntimeTelemetry() {
    if (Platform.isWindows() || "1".equals(System.getenv(ORT_TELEMETRY))) {
      return; // On Windows, events go to the operating system, not to the network.
    }
    try {
      var library = Native.load(Platform.C_LIBRARY_NAME, CLibrary.class);
      if (library.setenv(ORT_TELEMETRY, "1", 1) != 0) {
        throw new IllegalStateException("setenv failed");
      }
    } catch (LinkageError | RuntimeException e) {
      throw new EngineFailedException(
          "cannot turn off the telemetry of ONNX Runtime (%s): set the environment variable %s=1"
              .formatted(e, ORT_TELEMETRY),
          e);
    }
  }
}
