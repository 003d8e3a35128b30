package io.gradstream.e2e;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The arrows between modules, as {@code docs/architecture.md} draws them. */
final class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.gradstream");

  @Test
  void modulesUseOnlyLowerModules() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("schemas")
        .definedBy("io.gradstream.schemas..")
        .layer("features")
        .definedBy("io.gradstream.features..")
        .layer("network")
        .definedBy("io.gradstream.network..")
        .layer("model-state")
        .definedBy("io.gradstream.model..")
        .layer("learning")
        .definedBy("io.gradstream.learning..")
        .layer("workbench")
        .definedBy("io.gradstream.workbench..")
        .layer("operators")
        .definedBy("io.gradstream.operators..")
        .layer("jobs")
        .definedBy("io.gradstream.jobs..")
        .layer("serving")
        .definedBy("io.gradstream.serving..")
        .layer("local")
        .definedBy("io.gradstream.local..")
        .layer("cli")
        .definedBy("io.gradstream.cli..")
        .layer("benchmarks")
        .definedBy("io.gradstream.benchmarks..")
        .layer("faults")
        .definedBy("io.gradstream.faults..")
        .whereLayer("schemas")
        .mayNotAccessAnyLayer()
        .whereLayer("features")
        .mayOnlyAccessLayers("schemas")
        .whereLayer("network")
        .mayNotAccessAnyLayer()
        .whereLayer("model-state")
        .mayOnlyAccessLayers("network", "features", "schemas")
        .whereLayer("learning")
        .mayOnlyAccessLayers("model-state", "network", "features", "schemas")
        .whereLayer("workbench")
        .mayOnlyAccessLayers("learning", "model-state", "network", "features", "schemas")
        .whereLayer("operators")
        .mayOnlyAccessLayers("learning", "model-state", "network", "features", "schemas")
        .whereLayer("jobs")
        .mayOnlyAccessLayers(
            "operators", "learning", "model-state", "network", "features", "schemas")
        .whereLayer("serving")
        .mayOnlyAccessLayers("model-state", "network", "features", "schemas")
        .whereLayer("local")
        .mayOnlyAccessLayers(
            "serving",
            "jobs",
            "operators",
            "learning",
            "model-state",
            "network",
            "features",
            "schemas")
        .whereLayer("workbench")
        .mayOnlyBeAccessedByLayers("cli", "benchmarks", "faults")
        .whereLayer("local")
        .mayOnlyBeAccessedByLayers("cli", "benchmarks", "faults")
        .whereLayer("cli")
        .mayOnlyBeAccessedByLayers("benchmarks", "faults")
        .whereLayer("benchmarks")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("faults")
        .mayNotBeAccessedByAnyLayer()
        .check(CLASSES);
  }

  @Test
  void modulesHaveNoCycles() {
    slices().matching("io.gradstream.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void onlyOperatorsAndJobsImportFlink() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "io.gradstream.operators..",
            "io.gradstream.jobs..",
            "io.gradstream.local..",
            "io.gradstream.benchmarks..",
            "io.gradstream.faults..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.flink..")
        .check(CLASSES);
  }

  @Test
  void onlyNetworkImportsTheEngine() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.gradstream.network..", "io.gradstream.benchmarks..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.nd4j..", "org.bytedeco..", "jdk.incubator..")
        .check(CLASSES);
  }

  @Test
  void onlyJobsAndServingImportKafkaClients() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "io.gradstream.jobs..",
            "io.gradstream.serving..",
            "io.gradstream.local..",
            "io.gradstream.cli..",
            "io.gradstream.benchmarks..",
            "io.gradstream.faults..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.kafka..")
        .check(CLASSES);
  }
}
