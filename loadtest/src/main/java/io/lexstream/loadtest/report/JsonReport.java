package io.lexstream.loadtest.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.lexstream.loadtest.harness.Results;
import io.lexstream.loadtest.harness.Spread;
import io.lexstream.loadtest.systems.SystemName;
import java.util.List;

/**
 * The report as JSON. A ratio is a number; its spread has the same name with {@code Spread} added.
 */
final class JsonReport {

  static final int VERSION = 2;

  private static final ObjectMapper JSON = JsonMapper.builder().addModule(new Jdk8Module()).build();

  private JsonReport() {}

  static ObjectNode of(Results results, RunRecord run, List<String> faults) {
    var report = JSON.createObjectNode();
    report.put("version", VERSION);
    report.put("plan", results.plan());
    report.put("command", run.command());
    report.put("finishedAt", run.finishedAt().toString());
    report.set("machine", JSON.valueToTree(run.machine()));
    report.set("versions", JSON.valueToTree(run.versions()));
    var scenarios = results.scenarios();
    ratios(report.putObject("ratios"), results, scenarios.get(0));
    var each = report.putObject("scenarios");
    for (String scenario : scenarios) {
      scenario(each.putObject(scenario), results, scenario);
    }
    report.set("cpuSeconds", JSON.valueToTree(results.cpuSeconds()));
    report.set("loads", JSON.valueToTree(results.loads()));
    report.set("faults", JSON.valueToTree(faults));
    report.set("notRun", JSON.valueToTree(results.notRun()));
    report.set("readings", JSON.valueToTree(results.readings()));
    return report;
  }

  private static void ratios(ObjectNode node, Results results, String scenario) {
    var ratios = Ratios.of(results, scenario);
    ratios.endToEndOverCeiling().ifPresent(ratio -> put(node, "endToEndOverCeiling", ratio));
    var baselines = node.putObject("ceilingOverBaseline");
    var spreads = node.putObject("ceilingOverBaselineSpread");
    ratios
        .ceilingOverBaseline()
        .forEach(
            (baseline, ratio) -> {
              baselines.put(baseline.label(), ratio.estimate());
              spreads.set(baseline.label(), JSON.valueToTree(ratio));
            });
    ratios
        .hostDocumentsPerCpuSecond()
        .ifPresent(ratio -> put(node, "hostDocumentsPerCpuSecond", ratio));
    PythonCosts.of(results, scenario)
        .ifPresent(costs -> node.set("pythonPytorchCosts", JSON.valueToTree(costs)));
  }

  private static void scenario(ObjectNode node, Results results, String scenario) {
    ratios(node.putObject("ratios"), results, scenario);
    node.set("ceilingTrials", JSON.valueToTree(results.trials().get(scenario)));
    var systems = node.putObject("documentsPerSecond");
    for (SystemName system : SystemName.values()) {
      results
          .documentsPerSecond(scenario, system)
          .ifPresent(speed -> systems.set(system.label(), JSON.valueToTree(speed)));
    }
  }

  private static void put(ObjectNode node, String name, Spread ratio) {
    node.put(name, ratio.estimate());
    node.set(name + "Spread", JSON.valueToTree(ratio));
  }
}
