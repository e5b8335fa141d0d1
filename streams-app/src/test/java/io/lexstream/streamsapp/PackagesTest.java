package io.lexstream.streamsapp;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The package structure that {@code package-info.java} of the root package describes. */
@AnalyzeClasses(packages = PackagesTest.ROOT, importOptions = ImportOption.DoNotIncludeTests.class)
class PackagesTest {

  static final String ROOT = "io.lexstream.streamsapp";

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching(ROOT + ".(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule nothingDependsOnTheRootPackage =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".*..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT);

  @ArchTest
  static final ArchRule policiesKnowNothingOfKafka =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".policy")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.kafka..");

  @ArchTest
  static final ArchRule theWriteSideDoesNotUseTheReadSide =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".write..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ROOT + ".read..", ROOT + ".http");

  @ArchTest
  static final ArchRule topologiesUseNeitherReadSideNorHttp =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".topology..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ROOT + ".read..", ROOT + ".write..", ROOT + ".http");
}
