package io.lexstream.local;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;

/** Which module may know which: the table in the design. */
@AnalyzeClasses(packages = "io.lexstream", importOptions = ImportOption.DoNotIncludeTests.class)
final class ModuleTableTest {

  @ArchTest static final ArchRule settings = module("settings").mayUse();

  @ArchTest static final ArchRule schemas = module("schemas").mayUse("settings");

  @ArchTest static final ArchRule inference = module("inference").mayUse("settings");

  @ArchTest
  static final ArchRule flinkJobs = module("flinkjobs").mayUse("settings", "schemas", "inference");

  @ArchTest static final ArchRule streamsApp = module("streamsapp").mayUse("settings", "schemas");

  @ArchTest
  static final ArchRule loadtest = module("loadtest").mayUse("settings", "schemas", "inference");

  @ArchTest
  static final ArchRule settingsIsAPlainLibrary =
      noClasses()
          .that()
          .resideInAPackage("io.lexstream.settings..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.kafka..",
              "org.apache.flink..",
              "org.apache.avro..",
              "ai.onnxruntime..",
              "ai.djl..");

  @ArchTest
  static final ArchRule inferenceIsAPlainLibrary =
      noClasses()
          .that()
          .resideInAPackage("io.lexstream.inference..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.kafka..", "org.apache.flink..", "org.apache.avro..");

  @ArchTest
  static final ArchRule schemasKnowsNoEngine =
      noClasses()
          .that()
          .resideInAPackage("io.lexstream.schemas..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.flink..", "ai.onnxruntime..", "ai.djl..");

  @ArchTest
  static final ArchRule onlyTheRootPackageOfInferenceIsItsFace =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.lexstream.inference..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("io.lexstream.inference..")
                  .and(resideOutsideOfPackages("io.lexstream.inference")));

  private static Module module(String name) {
    return new Module("io.lexstream." + name + "..");
  }

  private record Module(String packages) {

    ArchRule mayUse(String... others) {
      var allowed =
          Arrays.stream(others).map(other -> "io.lexstream." + other + "..").toArray(String[]::new);
      return classes()
          .that()
          .resideInAPackage(packages)
          .should()
          .onlyDependOnClassesThat(
              resideOutsideOfPackages("io.lexstream..")
                  .or(resideInAnyPackage(packages))
                  .or(resideInAnyPackage(allowed)))
          // A module that is not there yet has nothing to check.
          .allowEmptyShould(true);
    }
  }
}
