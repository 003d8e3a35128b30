package io.gradstream.e2e;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What our own code never does, as {@code docs/security.md} promises; read from its bytecode. */
final class SecurityRulesTest {

  /** Of our classes: what builds and breaks things for measurements and proofs is left out. */
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("/io/gradstream/benchmarks/"))
          .withImportOption(location -> !location.contains("/io/gradstream/faults/"))
          .importPackages("io.gradstream");

  /**
   * Serializable classes of ours declare a serialVersionUID for Flink, which ships its operators.
   */
  @Test
  void nothingIsReadOrWrittenByJavaSerialization() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.io.ObjectInputStream")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.io.ObjectOutputStream")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("org.apache.flink.util.InstantiationUtil")
        .orShould()
        .dependOnClassesThat()
        .haveSimpleName("SerializationUtils")
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage("com.esotericsoftware..", "java.beans..")
        .check(CLASSES);
  }

  @Test
  void nothingIsLookedUpOrRunByName() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("javax.script..", "javax.naming..", "java.rmi..", "javax.management..")
        .check(CLASSES);
  }

  /** Each of them takes a name of ours, or the main class of a process that we start ourselves. */
  @Test
  void classesAreLoadedByNameInThreePlacesOnly() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("io.gradstream.local.Child")
        .and()
        .doNotHaveFullyQualifiedName("io.gradstream.local.BrokerMain")
        .and()
        .doNotHaveFullyQualifiedName("io.gradstream.network.kernels.Kernels")
        .should()
        .accessTargetWhere(calls("forName", "java.lang.Class"))
        .orShould()
        .accessTargetWhere(calls("loadClass", "java.lang.ClassLoader"))
        .orShould()
        .accessTargetWhere(calls("defineClass", "java.lang.ClassLoader"))
        .check(CLASSES);
  }

  @Test
  void onlyLocalProcessesAreStarted() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.gradstream.local..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.lang.ProcessBuilder")
        .orShould()
        .accessTargetWhere(calls("exec", "java.lang.Runtime"))
        .check(CLASSES);
  }

  /**
   * It makes no objects of what a text says, whatever its tags; and of it, only events are used.
   */
  @Test
  void yamlIsReadAsEventsOnly() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.yaml..", "com.fasterxml.jackson.dataformat.yaml..")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("org.snakeyaml.engine.v2.api.Load")
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage("org.snakeyaml.engine.v2.constructor..")
        .check(CLASSES);
  }

  /** A JSON text never picks a class: no polymorphic typing, no binding to our types. */
  @Test
  void jsonNeverNamesAClass() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.fasterxml.jackson.databind.jsontype..")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("com.fasterxml.jackson.annotation.JsonTypeInfo")
        .check(CLASSES);
  }

  /** So no name in a request can become a path: what handles requests knows of no files. */
  @Test
  void whatHandlesRequestsKnowsOfNoFiles() {
    noClasses()
        .that()
        .resideInAPackage("io.gradstream.serving..")
        .and(
            describe(
                "are neither options nor followers of models",
                found ->
                    List.of(
                            "http.Front",
                            "KafkaProperties",
                            "Main",
                            "models.ModelsFollower",
                            "models.NewestSpec",
                            "QueryService",
                            "ServingOption",
                            "models.SnapshotIntake",
                            "models.SnapshotReader",
                            "SpecFiles",
                            "http.TlsFiles",
                            "http.TlsKeystore",
                            "http.TokenFile",
                            "http.WatchedFiles")
                        .stream()
                        .noneMatch(
                            name ->
                                found.getFullName().startsWith("io.gradstream.serving." + name))))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.nio.file..")
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching("java\\.io\\.(File|RandomAccess).*")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("io.gradstream.model.SnapshotFiles")
        .check(CLASSES);
  }

  private static DescribedPredicate<JavaAccess<?>> calls(String method, String owner) {
    return describe(
        owner + "." + method,
        access ->
            access.getTarget().getName().equals(method)
                && access.getTargetOwner().isAssignableTo(owner));
  }
}
