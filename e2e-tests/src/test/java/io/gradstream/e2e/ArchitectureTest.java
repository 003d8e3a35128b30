package io.gradstream.e2e;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The arrows between modules and packages, as {@code docs/architecture.md} draws them. */
final class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.gradstream");

  private static final PackageGraph PACKAGES = new PackageGraph(CLASSES);

  /** Packages that used one another when the rule was made. The list may only shrink. */
  private static final Set<Set<String>> CIRCLES = Set.of();

  /** Inner packages, and who may use each. A package without a row is open to all above it. */
  private static final Map<String, Set<String>> DOORS =
      Map.ofEntries(
          entry(
              "cli.bench",
              Set.of(
                  "benchmarks.anomalies",
                  "benchmarks.engine",
                  "benchmarks.learning",
                  "benchmarks.pipeline",
                  "benchmarks.plasticity",
                  "cli")),
          entry("cli.demo", Set.of("cli")),
          entry("cli.data", Set.of("cli")),
          entry(
              "cli.feed",
              Set.of(
                  "cli",
                  "cli.demo",
                  "cli.prove",
                  "cli.query",
                  "cli.steer",
                  "cli.topics",
                  "faults.soak")),
          entry("cli.graph", Set.of("cli")),
          entry("cli.live", Set.of("cli", "cli.demo")),
          entry(
              "cli.output",
              Set.of(
                  "benchmarks.anomalies",
                  "benchmarks.learning",
                  "benchmarks.plasticity",
                  "cli",
                  "cli.demo",
                  "cli.graph",
                  "cli.plot",
                  "cli.prove",
                  "cli.steer")),
          entry("cli.plot", Set.of("cli", "cli.demo")),
          entry("cli.query", Set.of("cli", "cli.demo")),
          entry("cli.steer", Set.of("cli", "cli.prove")),
          entry("cli.topics", Set.of("cli", "cli.prove", "cli.query", "cli.start", "cli.steer")),
          entry("cli.prove", Set.of("cli")),
          entry("cli.proof", Set.of("cli", "faults", "faults.poison", "faults.soak")),
          entry("cli.machine", Set.of("cli")),
          entry("cli.running", Set.of("cli", "cli.machine", "cli.prove", "cli.steer")),
          entry("faults.dump", Set.of("faults")),
          entry(
              "features.history",
              Set.of("cli", "learning", "learning.spec.keys", "learning.spec.read", "model")),
          entry(
              "features.media",
              Set.of(
                  "features.decode",
                  "features.event",
                  "learning.spec.keys",
                  "model",
                  "serving.page",
                  "serving.protocol",
                  "sql")),
          entry("learning.alarms", Set.of("learning", "operators.learn", "workbench.evaluate")),
          entry("learning.classes", Set.of("learning")),
          entry(
              "learning.change",
              Set.of(
                  "cli",
                  "learning.challengers",
                  "operators.learn",
                  "operators.report",
                  "operators.route",
                  "workbench.evaluate")),
          entry(
              "learning.drift",
              Set.of(
                  "cli.plot", "learning.drift.ladder", "learning.spec.keys", "workbench.evaluate")),
          entry(
              "learning.drift.ladder",
              Set.of(
                  "cli.plot",
                  "learning",
                  "learning.challengers",
                  "learning.spec.keys",
                  "learning.spec.read",
                  "operators.learn",
                  "workbench.evaluate")),
          entry(
              "learning.join",
              Set.of(
                  "faults",
                  "operators",
                  "operators.pipeline",
                  "operators.record",
                  "operators.route",
                  "workbench.evaluate")),
          entry("learning.seen", Set.of("learning", "operators.learn", "workbench.evaluate")),
          entry("learning.spec.keys", Set.of("learning.spec.read")),
          entry(
              "learning.spec.yaml",
              Set.of(
                  "cli",
                  "learning.change",
                  "learning.spec",
                  "learning.spec.keys",
                  "learning.spec.read",
                  "serving")),
          entry(
              "local.reports",
              Set.of("cli", "cli.demo", "cli.live", "faults.poison", "faults.soak")),
          entry("local.metrics", Set.of("local")),
          entry("nd4j", Set.of()),
          entry("nd4j.graph", Set.of("cli", "cli.graph")),
          entry("model.made", Set.of("cli", "serving.models", "serving.protocol")),
          entry("network.heads", Set.of("network")),
          entry(
              "network.kernels",
              Set.of(
                  "network",
                  "network.heads",
                  "network.layers",
                  "network.plasticity",
                  "network.products",
                  "network.updates")),
          entry("network.layers", Set.of("network", "network.heads", "network.plasticity")),
          entry(
              "network.memory",
              Set.of(
                  "benchmarks.engine",
                  "model",
                  "nd4j",
                  "network",
                  "network.heads",
                  "network.kernels",
                  "network.layers",
                  "network.plasticity",
                  "network.products",
                  "network.updates",
                  "operators.learn")),
          entry(
              "network.plasticity",
              Set.of(
                  "benchmarks.plasticity",
                  "learning",
                  "network",
                  "operators.learn",
                  "workbench.evaluate")),
          entry("network.products", Set.of("benchmarks.engine", "network", "network.layers")),
          entry("network.updates", Set.of("network", "network.layers", "network.plasticity")),
          entry("operators.judge", Set.of("operators.pipeline")),
          entry("operators.control", Set.of("jobs", "operators.learn", "operators.pipeline")),
          entry("operators.learn", Set.of("jobs", "operators.pipeline")),
          entry("operators.pipeline", Set.of("benchmarks.pipeline", "jobs")),
          entry(
              "operators.report",
              Set.of(
                  "jobs",
                  "operators.control",
                  "operators.judge",
                  "operators.learn",
                  "operators.pipeline",
                  "operators.route",
                  "operators.source")),
          entry("operators.route", Set.of("operators.pipeline")),
          entry("operators.source", Set.of("jobs", "operators.pipeline")),
          entry("serving.client", Set.of()),
          entry("serving.grpc", Set.of("serving")),
          entry(
              "serving.http",
              Set.of(
                  "serving", "serving.grpc", "serving.learn", "serving.page", "serving.protocol")),
          entry("serving.learn", Set.of("serving", "serving.protocol")),
          entry(
              "serving.models",
              Set.of("serving", "serving.grpc", "serving.page", "serving.protocol", "sql")),
          entry("serving.page", Set.of("serving")),
          entry("serving.protocol", Set.of("serving", "serving.grpc")),
          entry(
              "serving.report",
              Set.of(
                  "serving.grpc",
                  "serving.http",
                  "serving.learn",
                  "serving.models",
                  "serving.page",
                  "serving.protocol")),
          entry("sql", Set.of()),
          entry(
              "workbench.evaluate",
              Set.of("cli", "cli.demo", "cli.feed", "cli.plot", "cli.prove", "cli.topics")),
          entry("workbench.infer", Set.of("cli", "cli.data")),
          entry(
              "workbench.table",
              Set.of(
                  "benchmarks.anomalies",
                  "benchmarks.learning",
                  "cli",
                  "cli.data",
                  "cli.demo",
                  "cli.feed",
                  "cli.plot",
                  "workbench.evaluate",
                  "workbench.infer")),
          entry("operators.ml", Set.of()));

  @Test
  void noPackagesUseOneAnother() {
    assertThat(PACKAGES.circles()).isEqualTo(CIRCLES);
  }

  @Test
  void innerPackagesAreUsedOnlyThroughTheirDoors() {
    for (Map.Entry<String, Set<String>> door : DOORS.entrySet()) {
      assertThat(PACKAGES.packages()).contains(door.getKey());
      assertThat(PACKAGES.usersOf(door.getKey())).as(door.getKey()).isSubsetOf(door.getValue());
    }
  }

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
        .layer("nd4j")
        .definedBy("io.gradstream.nd4j..")
        .layer("operators")
        .definedBy("io.gradstream.operators..")
        .layer("jobs")
        .definedBy("io.gradstream.jobs..")
        .layer("serving")
        .definedBy("io.gradstream.serving..")
        .layer("sql")
        .definedBy("io.gradstream.sql..")
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
        .whereLayer("nd4j")
        .mayOnlyAccessLayers("learning", "model-state", "network", "features", "schemas")
        .whereLayer("operators")
        .mayOnlyAccessLayers("learning", "model-state", "network", "features", "schemas")
        .whereLayer("jobs")
        .mayOnlyAccessLayers(
            "operators", "learning", "model-state", "network", "features", "schemas")
        .whereLayer("serving")
        .mayOnlyAccessLayers("learning", "model-state", "network", "features", "schemas")
        .whereLayer("sql")
        .mayOnlyAccessLayers("serving", "model-state", "network", "features", "schemas")
        .whereLayer("sql")
        .mayNotBeAccessedByAnyLayer()
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
        .whereLayer("nd4j")
        .mayOnlyBeAccessedByLayers("cli")
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

  /** And there only where records are given and where specs are named: queries need snapshots. */
  @Test
  void ofLearningTheServiceKnowsTheSpecAlone() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.gradstream.serving.grpc..",
            "io.gradstream.serving.http..",
            "io.gradstream.serving.models..",
            "io.gradstream.serving.page..",
            "io.gradstream.serving.protocol..",
            "io.gradstream.serving.report..",
            "io.gradstream.serving.client..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.gradstream.learning..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage("io.gradstream.serving..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.gradstream.learning..")
                .and(
                    resideOutsideOfPackages(
                        "io.gradstream.learning.spec",
                        "io.gradstream.learning.spec.read",
                        "io.gradstream.learning.spec.yaml")))
        .check(CLASSES);
  }

  /** Its jar has no more of the service. */
  @Test
  void ofServingSqlKnowsTheModelsAlone() {
    noClasses()
        .that()
        .resideInAPackage("io.gradstream.sql..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.gradstream.serving..")
                .and(resideOutsideOfPackages("io.gradstream.serving.models")))
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage("io.gradstream.serving.models..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.gradstream.serving..")
                .and(resideOutsideOfPackages("io.gradstream.serving.models")))
        .check(CLASSES);
  }

  @Test
  void modulesHaveNoCycles() {
    slices().matching("io.gradstream.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void onlyOperatorsJobsAndSqlImportFlink() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "io.gradstream.operators..",
            "io.gradstream.jobs..",
            "io.gradstream.sql..",
            "io.gradstream.local..",
            "io.gradstream.benchmarks..",
            "io.gradstream.faults..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.flink..")
        .check(CLASSES);
  }

  /** By classes that Flink keeps for itself: the proof does, and it is no part of the job. */
  @Test
  void noPartOfTheJobReadsSavepoints() {
    noClasses()
        .that()
        .resideInAnyPackage("io.gradstream.operators..", "io.gradstream.jobs..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.flink.runtime.checkpoint..", "org.apache.flink.runtime.state.restore..")
        .check(CLASSES);
  }

  @Test
  void noNativeCodeIsImportedAndVectorsByTheEngineAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "io.gradstream.network..", "io.gradstream.nd4j", "io.gradstream.benchmarks..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.nd4j..", "org.bytedeco..", "jdk.incubator..")
        .check(CLASSES);
  }

  @Test
  void onlyJobsServingAndSqlImportKafkaClients() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "io.gradstream.jobs..",
            "io.gradstream.serving..",
            "io.gradstream.sql..",
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
