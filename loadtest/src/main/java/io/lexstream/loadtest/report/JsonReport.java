package io.lexstream.loadtest.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.lexstream.loadtest.harness.Results;
import io.lexstream.loadtest.harness.Spread;
import java.util.List;

/**
 * The report as JSON. Ratios are plain numbers; beside each stands its spread, under the same name
 * with {@code Spread} behind it.
 */
final class JsonReport {

  static final int VERSION = 1;

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
              baselines.put(baseline, ratio.estimate());
              spreads.set(baseline, JSON.valueToTree(ratio));
            });
    ratios
        .hostDocumentsPerCpuSecond()
        .ifPresent(ratio -> put(node, "hostDocumentsPerCpuSecond", ratio));
    PythonCosts.of(results, scenario)
        .ifPresent(costs -> node.set("ceilingOverC", JSON.valueToTree(costs)));
  }

  private static void scenario(ObjectNode node, Results results, String scenario) {
    ratios(node.putObject("ratios"), results, scenario);
    node.set("ceilingTrials", JSON.valueToTree(results.trials().get(scenario)));
    var systems = node.putObject("documentsPerSecond");
    for (Compared system : Compared.values()) {
      results
          .documentsPerSecond(scenario, system.system())
          .ifPresent(speed -> systems.set(system.system(), JSON.valueToTree(speed)));
    }
  }

  private static void put(ObjectNode node, String name, Spread ratio) {
    node.put(name, ratio.estimate());
    node.set(name + "Spread", JSON.valueToTree(ratio));
  }
}
