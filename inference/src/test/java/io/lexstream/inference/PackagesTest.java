package io.lexstream.inference;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

/**
 * The packages of this module: the root is the API, and no package depends on itself in a cycle.
 */
@AnalyzeClasses(
    packages = "io.lexstream.inference",
    importOptions = ImportOption.DoNotIncludeTests.class)
final class PackagesTest {

  private static final String ROOT = "io.lexstream.inference";

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices()
          .assignedFrom(
              new SliceAssignment() {
                @Override
                public SliceIdentifier getIdentifierOf(JavaClass type) {
                  return SliceIdentifier.of(type.getPackageName());
                }

                @Override
                public String getDescription() {
                  return "packages, the root package included";
                }
              })
          .should()
          .beFreeOfCycles();

  @ArchTest
  static final ArchRule theRootPackageDoesNotDependOnTheImplementation =
      classes()
          .that()
          .resideInAPackage(ROOT)
          .should()
          .onlyDependOnClassesThat(
              DescribedPredicate.describe(
                  "are outside the packages below the root",
                  type -> !type.getPackageName().startsWith(ROOT + ".")));
}
