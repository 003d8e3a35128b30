package io.gradstream.workbench.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.read.SpecReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentinelsTest {

  private static final String SPEC =
      """
      specVersion: 1
      learner: t
      events: {topic: t}
      features: [{field: x, as: numeric%s}]
      target: {binary: "y == 'yes'"}
      network: [{dense: 4}]
      """;

  @TempDir private Path folder;

  private final Random random = new Random(1);

  private EvaluationReport evaluate(String missing, IntFunction<String> x) throws IOException {
    StringBuilder text = new StringBuilder("x,y\n");
    for (int i = 0; i < 600; i++) {
      text.append(x.apply(i)).append(',').append(i % 3 == 0 ? "yes" : "no").append('\n');
    }
    Path file = Files.writeString(folder.resolve("t.csv"), text);
    SpecBundle bundle = new SpecBundle("t.yaml", SPEC.formatted(missing), Map.of());
    return Evaluation.run(SpecReader.read(bundle), file, Long.MAX_VALUE, System::nanoTime);
  }

  private String number() {
    return Double.toString(random.nextDouble() * 10);
  }

  @ParameterizedTest
  @CsvSource({"-9999", "999", "-1e6", "1000000"})
  void aValueFarFromAllOthersThatComesAgainIsOffered(String value) throws IOException {
    EvaluationReport report = evaluate("", i -> i % 20 == 7 ? value : number());

    assertThat(report.notes())
        .anySatisfy(
            note ->
                assertThat(note)
                    .startsWith("x is ")
                    .contains("in 30 of its first 600 values, far from all others (")
                    .contains("missing: "));
  }

  @Test
  void whatIsOnceOrNearOrOneOfManyIsNotOffered() throws IOException {
    assertThat(evaluate("", i -> i == 50 ? "1e9" : number()).notes()).isEmpty();
    assertThat(evaluate("", i -> i % 20 == 7 ? "-1" : number()).notes()).isEmpty();
    assertThat(evaluate("", i -> i % 2 == 0 ? "0" : "1").notes()).isEmpty();
    assertThat(evaluate("", i -> i % 9 == 0 ? Integer.toString(1000 + i) : number()).notes())
        .isEmpty();
  }

  @Test
  void whatIsSaidToStandForNoneIsMissing() throws IOException {
    EvaluationReport report =
        evaluate(
            ", missing: [-9999, 999]",
            i -> i % 20 == 7 ? "-9999.0" : i % 20 == 8 ? "999" : number());

    assertThat(report.missing()).containsEntry("x", 60L);
    assertThat(report.setAside().counts()).isEmpty();
    assertThat(report.notes()).isEmpty();
  }
}
