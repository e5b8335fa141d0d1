package io.lexstream.loadtest.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.apache.kafka.common.utils.AppInfoParser;

/**
 * Where and how something was measured.
 *
 * @param command the command line
 * @param finishedAt end of the measurement
 * @param machine processor, cores, memory and operating system
 * @param versions versions of Lexstream, Java and the main libraries
 */
public record RunRecord(
    String command, Instant finishedAt, Map<String, String> machine, Map<String, String> versions) {

  /** Describes this machine at this time. */
  public static RunRecord ofThisProcess(String command, String version) {
    var machine = new LinkedHashMap<String, String>();
    machine.put("processor", fromProc("cpuinfo", "model name", System.getProperty("os.arch")));
    machine.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
    machine.put("memory", fromProc("meminfo", "MemTotal", "unknown"));
    machine.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    var versions = new LinkedHashMap<String, String>();
    versions.put("lexstream", version);
    versions.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
    versions.put("kafka", AppInfoParser.getVersion());
    versions.put("flink", EnvironmentInformation.getVersion());
    versions.put("onnxruntime", ai.onnxruntime.OrtEnvironment.getEnvironment().getVersion());
    versions.put("jackson", new ObjectMapper().version().toString());
    return new RunRecord(command, Instant.now(), machine, versions);
  }

  private static String fromProc(String file, String key, String otherwise) {
    var path = Path.of("/proc", file);
    if (!Files.isReadable(path)) {
      return otherwise;
    }
    try (var lines = Files.lines(path)) {
      return lines
          .filter(line -> line.startsWith(key))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(otherwise);
    } catch (IOException e) {
      return otherwise;
    }
  }
}
