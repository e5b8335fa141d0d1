package io.lexstream.loadtest;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Arrays;

/**
 * The allowed dependencies between modules, as listed in {@code docs/design.md}, and the absence of
 * cycles between packages. The test is in this module because this module sees all others.
 */
@AnalyzeClasses(packages = "io.lexstream", importOptions = ImportOption.DoNotIncludeTests.class)
final class ModuleTableTest {

  @ArchTest static final ArchRule settings = module("settings").mayUse();

  @ArchTest static final ArchRule embedded = module("embedded").mayUse();

  @ArchTest static final ArchRule schemas = module("schemas").mayUse("settings");

  @ArchTest static final ArchRule inference = module("inference").mayUse("settings");

  @ArchTest
  static final ArchRule flinkJobs = module("flinkjobs").mayUse("settings", "schemas", "inference");

  @ArchTest static final ArchRule streamsApp = module("streamsapp").mayUse("settings", "schemas");

  @ArchTest
  static final ArchRule platform =
      module("platform")
          .mayUse("settings", "embedded", "schemas", "inference", "flinkjobs", "streamsapp");

  @ArchTest
  static final ArchRule evaluation =
      module("evaluation").mayUse("settings", "schemas", "inference");

  @ArchTest
  static final ArchRule cli =
      module("cli")
          .mayUse(
              "settings",
              "schemas",
              "inference",
              "flinkjobs",
              "streamsapp",
              "platform",
              "evaluation");

  @ArchTest
  static final ArchRule loadtest =
      module("loadtest")
          .mayUse("settings", "embedded", "schemas", "inference", "flinkjobs", "platform", "cli");

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
  static final ArchRule schemasDoNotUseEngines =
      noClasses()
          .that()
          .resideInAPackage("io.lexstream.schemas..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.flink..", "ai.onnxruntime..", "ai.djl..");

  @ArchTest
  static final ArchRule otherModulesUseOnlyTheRootPackageOfInference =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.lexstream.inference..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("io.lexstream.inference..")
                  .and(resideOutsideOfPackages("io.lexstream.inference")));

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().assignedFrom(new EachPackage()).should().beFreeOfCycles();

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
                  .or(resideInAPackage(packages))
                  .or(resideInAnyPackage(allowed)));
    }
  }

  /** A slice for each package; a root package and its subpackages are different slices. */
  private static final class EachPackage implements SliceAssignment {

    @Override
    public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
      return javaClass.getPackageName().startsWith("io.lexstream.")
          ? SliceIdentifier.of(javaClass.getPackageName())
          : SliceIdentifier.ignore();
    }

    @Override
    public String getDescription() {
      return "packages";
    }
  }
}
