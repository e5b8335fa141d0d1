package io.lexstream.inference;

import java.util.Arrays;
import java.util.Locale;

/** The hardware a graph runs on. */
public enum ExecutionProvider {
  /** A GPU if one works, else the CPU. */
  AUTO,
  /** The CPU. */
  CPU,
  /** An NVIDIA GPU; opening an analyzer fails if there is none. */
  CUDA,
  /** TensorRT on an NVIDIA GPU; opening an analyzer fails if there is none. */
  TENSORRT;

  /**
   * The provider of that name, in any case.
   *
   * @throws IllegalArgumentException that lists the providers
   */
  public static ExecutionProvider of(String name) {
    return Arrays.stream(values())
        .filter(provider -> provider.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "execution provider '" + name + "' is not one of auto, cpu, cuda, tensorrt"));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
