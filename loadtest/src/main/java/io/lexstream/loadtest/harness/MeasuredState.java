package io.lexstream.loadtest.harness;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;

/**
 * A short description of what is measured. A run does not continue readings of another build,
 * model, Java version or machine.
 */
final class MeasuredState {

  private MeasuredState() {}

  static String of(BenchOptions options) throws IOException {
    var sum = new CRC32();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      var file = Path.of(entry);
      if (file.getFileName().toString().startsWith("lexstream-") && Files.isRegularFile(file)) {
        sum.update(Files.readAllBytes(file));
      }
    }
    sum.update(Files.readAllBytes(options.model().resolve("model.onnx")));
    return String.format(
        "%08x java %s, %d cores, python %s",
        sum.getValue(),
        Runtime.version(),
        Runtime.getRuntime().availableProcessors(),
        options.python().map(Path::toString).orElse("none"));
  }
}
