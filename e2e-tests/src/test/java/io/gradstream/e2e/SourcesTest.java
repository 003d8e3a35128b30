package io.gradstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * How large our main sources may be. Those that were larger when the rule was made are named here;
 * a list may only shrink, so it must not name what is no longer too large.
 */
final class SourcesTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final int MOST_FILES = 50; // of a package
  private static final int MOST_LINES = 350; // of a file

  private static final Set<String> PACKAGES_THAT_ARE_TOO_LARGE = Set.of();

  private static final Set<String> FILES_THAT_ARE_TOO_LONG = Set.of();

  @Test
  void noPackageHasMoreFilesThanOneCanTakeIn() throws IOException {
    Map<String, Long> files =
        sources().stream()
            .collect(
                Collectors.groupingBy(SourcesTest::packageOf, TreeMap::new, Collectors.counting()));
    files.values().removeIf(count -> count <= MOST_FILES);

    assertThat(files.keySet()).isEqualTo(PACKAGES_THAT_ARE_TOO_LARGE);
  }

  @Test
  void noFileIsLongerThanOneCanRead() throws IOException {
    Set<String> tooLong = new TreeSet<>();
    for (Path source : sources()) {
      try (Stream<String> lines = Files.lines(source)) {
        if (lines.count() > MOST_LINES) {
          tooLong.add(source.getFileName().toString());
        }
      }
    }
    assertThat(tooLong).isEqualTo(FILES_THAT_ARE_TOO_LONG);
  }

  /**
   * What a process writes has the digits of no country; {@code Child} or a peer's project runs
   * those named here.
   */
  @Test
  void everyProcessOfOursHasNoLocale() throws IOException {
    Set<String> ofTheirs = new TreeSet<>();
    for (Path source : sources()) {
      String text = Files.readString(source);
      if (text.contains(" static void main(String[]")
          && !text.contains("Locale.setDefault(Locale.ROOT);")) {
        ofTheirs.add(source.getFileName().toString().replace(".java", ""));
      }
    }
    assertThat(ofTheirs)
        .containsExactly(
            "ApplicationMain",
            "BrokerMain",
            "CeilingJob",
            "LearnerJob",
            "LibtorchMain",
            "MoaMain",
            "SavepointDump",
            "TorchGolden");
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      List<Path> sources =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> relative(file).contains("src/main/java/"))
              .filter(file -> !relative(file).contains("target/"))
              .toList();
      assertThat(sources).hasSizeGreaterThan(500);
      return sources;
    }
  }

  private static String relative(Path file) {
    return ROOT.relativize(file).toString().replace('\\', '/');
  }

  /** The package's name without what all have in common. */
  private static String packageOf(Path source) {
    String path = relative(source);
    String ours = "src/main/java/io/gradstream/";
    return path.substring(path.indexOf(ours) + ours.length(), path.lastIndexOf('/'))
        .replace('/', '.');
  }
}
