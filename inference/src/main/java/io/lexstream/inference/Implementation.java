package io.lexstream.inference;

import java.util.ServiceLoader;

/**
 * Loads the implementation of this module, once per class loader. The module's own class loader is
 * used, not that of the calling thread: in a Flink cluster the module lies in {@code lib/}, and the
 * thread's class loader is that of the job.
 */
final class Implementation {

  private static final InferenceProvider PROVIDER =
      ServiceLoader.load(InferenceProvider.class, InferenceProvider.class.getClassLoader())
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalStateException(
                      "no %s found: the jar lacks its META-INF/services entry, merge service files"
                          .formatted(InferenceProvider.class.getName())));

  private Implementation() {}

  static InferenceProvider get() {
    return PROVIDER;
  }
}
