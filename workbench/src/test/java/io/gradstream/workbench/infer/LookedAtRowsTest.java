package io.gradstream.workbench.infer;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.read.SpecReader;
import io.gradstream.workbench.evaluate.Evaluation;
import io.gradstream.workbench.evaluate.EvaluationReport;
import io.gradstream.workbench.table.InputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A spec that {@code --auto} infers takes every row that it was inferred from. */
final class LookedAtRowsTest {

  private static final int ROWS = 300;
  private static final String HEADER = "at,number,code,word,truth,other,y\n";

  @TempDir private Path folder;

  private EvaluationReport run(String table) throws IOException {
    Path file = Files.writeString(folder.resolve("table.csv"), table);
    InferredSpec inferred = SpecInference.infer(InputFile.of(file), Wanted.of("y"), Long.MAX_VALUE);
    String quick = inferred.yaml() + "network: [{dense: 2}]\n";
    return Evaluation.run(
            SpecReader.read(new SpecBundle(inferred.name(), quick, inferred.files())),
            file,
            Long.MAX_VALUE,
            System::nanoTime)
        .withNotes(inferred.notes());
  }

  private static String[] row(int row, Random random, String label) {
    return new String[] {
      "2024-01-%02d %02d:%02d".formatted(1 + row / 60, row % 60 / 3, row % 3),
      Double.toString(random.nextGaussian()),
      Integer.toString(random.nextInt(5)),
      "w" + random.nextInt(20),
      Boolean.toString(random.nextBoolean()),
      "2024-0%d-11".formatted(1 + random.nextInt(9)),
      label
    };
  }

  /** In each column but the last, now and then, and also twice in the same row. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "NaN",
        "oops",
        "-",
        "1e19",
        "-99999999999999999999",
        "1969-07-20",
        "9999-12-31",
        "2024-13-45 99:99",
        "0123",
        "true",
        "\"a, \"\"b\"\"\"",
        "1,5",
        "∞",
        "12 %"
      })
  void oddCellsRefuseNoRow(String odd) throws IOException {
    String cell = odd.contains(",") && !odd.startsWith("\"") ? "\"" + odd + "\"" : odd;
    for (String labels : new String[] {"classes", "number"}) {
      Random random = new Random(odd.hashCode());
      StringBuilder text = new StringBuilder(HEADER);
      for (int i = 0; i < ROWS; i++) {
        String label =
            switch (labels) {
              case "classes" -> "abc".substring(random.nextInt(3)).substring(0, 1);
              default -> Double.toString(random.nextDouble());
            };
        String[] cells = row(i, random, label);
        if (i % 50 == 49) {
          cells[random.nextInt(cells.length - 1)] = cell;
          cells[random.nextInt(cells.length - 1)] = cell;
        }
        text.append(String.join(",", cells)).append('\n');
      }

      EvaluationReport report = run(text.toString());

      assertThat(report.badRows()).as(labels).isEmpty();
      assertThat(report.n()).as(labels).isEqualTo(ROWS);
    }
  }

  /** What a target's odd cell says is no label, and is told with its line. */
  @Test
  void oddLabelsAreNoneAndTold() throws IOException {
    Random random = new Random(3);
    StringBuilder text = new StringBuilder(HEADER);
    for (int i = 0; i < ROWS; i++) {
      String label = i == 200 ? "broken" : Double.toString(random.nextDouble());
      text.append(String.join(",", row(i, random, label))).append('\n');
    }

    EvaluationReport report = run(text.toString());

    assertThat(report.n()).isEqualTo(ROWS - 1);
    assertThat(report.notes())
        .contains(
            "y: of 300 cells looked at, 1 are no number and so no label: 'broken' in line 202");
  }

  /** Where more than one row in a hundred is refused all the same, the first line says so. */
  @Test
  void manyRefusedRowsAreTheFirstLine() throws IOException {
    Random random = new Random(3);
    StringBuilder text = new StringBuilder(HEADER);
    for (int i = 0; i < 1100; i++) {
      String[] cells = row(i % 1000, random, Double.toString(random.nextDouble()));
      if (i >= 1000) {
        cells[6] = "late";
      }
      text.append(String.join(",", cells)).append('\n');
    }

    assertThat(run(text.toString()).table()).startsWith("NOT USED: 100 of 1,100 rows (9.1 %)");
  }
}
