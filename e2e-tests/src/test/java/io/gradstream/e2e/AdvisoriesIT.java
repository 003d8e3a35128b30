package io.gradstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.local.Home;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The list of known weaknesses, kept by hand, is one of the libraries we ship. */
final class AdvisoriesIT {

  private static final Home HOME = Home.ofThisProcess();
  private static final String OWN = "gradstream-";

  private final Map<?, ?> list = read(HOME.folder().resolve("docs/advisories.yaml"));

  @Test
  void everyLibraryOnAClassPathWasLookedAtInTheVersionItHasThere() {
    Set<String> named = new TreeSet<>();
    components()
        .forEach(
            entry ->
                ((Collection<?>) entry.get("versions"))
                    .forEach(version -> named.add(fileName(entry.get("component"), version))));
    texts("others").forEach(other -> named.add(fileName(other)));
    assertThat(shipped()).isEqualTo(named);
  }

  @Test
  void everyAdvisoryIsOfALibraryWeShipAndSaysWhatCameOfIt() {
    List<?> known = components().map(entry -> entry.get("component")).toList();
    List<Map<?, ?>> advisories = maps("advisories").toList();
    assertThat(advisories)
        .isNotEmpty()
        .allSatisfy(
            advisory -> {
              assertThat(advisory.get("component")).isIn(known);
              assertThat(advisory.get("status")).isIn("open", "fixed");
              for (String part : List.of("id", "affected", "reachable", "done", "source")) {
                assertThat(advisory.get(part)).describedAs(part).asString().isNotBlank();
              }
            });
  }

  /** What stands on any class path and is not ours, as {@code ARTIFACT-VERSION}. */
  private static Set<String> shipped() {
    return Arrays.stream(Home.ClassPath.values())
        .flatMap(part -> Stream.of(HOME.classPath(part).split(File.pathSeparator)))
        .map(Path::of)
        .filter(jar -> !jar.getFileName().toString().startsWith(OWN))
        .map(AdvisoriesIT::fileName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Of a jar in a Maven repository, {@code .../ARTIFACT/VERSION/FILE}; classifiers left out. */
  private static String fileName(Path jar) {
    Path version = jar.getParent();
    return version.getParent().getFileName() + "-" + version.getFileName();
  }

  /** Of {@code GROUP:ARTIFACT}. */
  private static String fileName(Object component, Object version) {
    return component.toString().split(":")[1] + "-" + version;
  }

  /** Of {@code GROUP:ARTIFACT:VERSION}. */
  private static String fileName(String coordinates) {
    String[] parts = coordinates.split(":");
    return parts[1] + "-" + parts[2];
  }

  private Stream<Map<?, ?>> components() {
    return maps("components");
  }

  private Stream<Map<?, ?>> maps(String key) {
    return ((List<?>) list.get(key)).stream().map(entry -> (Map<?, ?>) entry);
  }

  private Stream<String> texts(String key) {
    return ((List<?>) list.get(key)).stream().map(Object::toString);
  }

  private static Map<?, ?> read(Path file) {
    try {
      return (Map<?, ?>)
          new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + file, e);
    }
  }
}
