package io.gradstream.learning.spec.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.yaml.InvalidSpecException;
import io.gradstream.learning.spec.yaml.SpecError;
import io.gradstream.learning.spec.yaml.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every rule of a spec, broken once: {@code bad-specs.txt}. */
class BadSpecsTest {

  private static final String VALID = resource("valid.yaml");

  /** A block of the file: what it is called, what it replaces, what it must give. */
  private record Case(String name, String old, String replacement, List<String> errors) {

    static Case of(String block) {
      List<String> lines = block.lines().toList();
      return new Case(
          lines.get(0), text(lines, "-"), text(lines, "+"), text(lines, "!").lines().toList());
    }

    private static String text(List<String> lines, String mark) {
      return lines.stream()
          .filter(line -> line.startsWith(mark))
          .map(line -> line.equals(mark) ? "" : line.substring(2))
          .collect(Collectors.joining("\n"));
    }
  }

  @Test
  void theSpecBeforeItIsBrokenIsValid() {
    assertThat(read(VALID).name()).isEqualTo("flights");
  }

  @TestFactory
  Stream<DynamicTest> everyBrokenRuleIsNamedWithLineAndWayOut() {
    return Stream.of(resource("bad-specs.txt").split("\n## "))
        .skip(1)
        .map(Case::of)
        .map(bad -> DynamicTest.dynamicTest(bad.name(), () -> namesItsErrors(bad)));
  }

  private static void namesItsErrors(Case bad) {
    assertThat(VALID).contains(bad.old());
    assertThat(bad.errors()).isNotEmpty();

    InvalidSpecException thrown =
        catchThrowableOfType(
            InvalidSpecException.class, () -> read(VALID.replace(bad.old(), bad.replacement())));

    assertThat(thrown.errors())
        .extracting(SpecError::toString)
        .containsExactlyElementsOf(
            bad.errors().stream().map(error -> "bad.yaml:" + error).toList());
  }

  @Test
  void aSpecTooLongIsNotParsed() {
    InvalidSpecException thrown =
        catchThrowableOfType(
            InvalidSpecException.class, () -> read("#".repeat(YamlReader.LONGEST + 1)));

    assertThat(thrown).hasMessageContaining("must have at most 1048576 characters");
  }

  @Test
  void nothingAtAllIsNoSpec() {
    InvalidSpecException thrown =
        catchThrowableOfType(InvalidSpecException.class, () -> read("# nothing\n"));

    assertThat(thrown).hasMessageContaining("the spec must be an object: nothing. Known keys: ");
  }

  private static LearnerSpec read(String text) {
    return SpecReader.read(new SpecBundle("bad.yaml", text, Map.of()));
  }

  private static String resource(String name) {
    try (InputStream in = BadSpecsTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
