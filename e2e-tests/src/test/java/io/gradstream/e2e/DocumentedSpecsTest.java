package io.gradstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.learning.spec.read.SpecReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Specs in our pages are valid as they stand, the files of the flights beside them. */
final class DocumentedSpecsTest {

  private static final Path EXAMPLES = Path.of("../examples").toAbsolutePath().normalize();

  private static final String SMALLEST =
      """
      learner: smallest
      events: {topic: clicks}
      features: [{field: seconds, as: numeric}]
      target: {binary: bought}
      network: [{dense: 8}]
      """;

  @TempDir private Path folder;

  static Stream<Documents.Part> specs() {
    return Documents.yaml().stream();
  }

  static Stream<Path> examples() throws IOException {
    try (Stream<Path> files = Files.walk(EXAMPLES)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("specs")
  void aSpecIsValidAndAPieceOfOneFitsIntoTheSmallest(Documents.Part block) throws IOException {
    for (String file :
        new String[] {"flight.avsc", "arrival.avsc", "registry/1.avsc", "registry/2.avsc"}) {
      Files.createDirectories(folder.resolve(file).getParent());
      Files.copy(EXAMPLES.resolve("flight-delays").resolve(file), folder.resolve(file));
    }
    boolean isWhole = block.text().contains("learner:");
    Path spec = folder.resolve("spec.yaml");
    Files.writeString(spec, isWhole ? block.text() : without(block) + block.text());
    assertThat(SpecReader.read(spec).name()).isNotBlank();
  }

  /** The smallest spec but for the keys that the piece has. */
  private static String without(Documents.Part piece) {
    return SMALLEST
        .lines()
        .filter(line -> !("\n" + piece.text()).contains("\n" + line.split(":")[0] + ":"))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void anExampleIsValid(Path spec) throws IOException {
    assertThat(SpecReader.read(spec).name()).isNotBlank();
  }

  @Test
  void theFrontPageShowsAnExampleThatIsThere() throws IOException {
    Documents.Part first = Documents.yaml().get(0);
    assertThat(first.page()).isEqualTo("README.md");
    assertThat(EXAMPLES.resolve("card-fraud/card-fraud.yaml")).content().endsWith(first.text());
  }
}
