package io.gradstream.workbench.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.learning.spec.read.SpecReader;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The shipped example learns what its page promises. */
final class FlightDelaysTest {

  private static final Path FOLDER = Path.of("../examples/flight-delays");

  @Test
  void delaysOfAHundredThousandFlightsArePredicted() throws IOException {
    EvaluationReport report =
        Evaluation.run(
            SpecReader.read(FOLDER.resolve("perceptron.yaml")),
            FOLDER.resolve("flights.csv.gz"),
            100_000,
            System::nanoTime);

    assertThat(report.n()).isEqualTo(100_000);
    assertThat(report.measure("accuracy").orElseThrow()).isGreaterThan(0.765);
    assertThat(report.measure("auc").orElseThrow()).isGreaterThan(0.74);
    assertThat(report.measure("majority").orElseThrow()).isBetween(0.735, 0.737);
    assertThat(report.measure("no_change").orElseThrow()).isBetween(0.634, 0.636);
  }
}
