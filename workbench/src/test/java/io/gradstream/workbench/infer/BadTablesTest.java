package io.gradstream.workbench.infer;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.schemas.DeadLetter.Reason;
import io.gradstream.workbench.evaluate.Evaluation;
import io.gradstream.workbench.evaluate.EvaluationReport;
import io.gradstream.workbench.table.InputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables as they come: each is run over from its first row to its last. */
final class BadTablesTest {

  @TempDir private Path folder;

  private EvaluationReport run(String header, int rows, IntFunction<String> row)
      throws IOException {
    StringBuilder text = new StringBuilder(header).append('\n');
    for (int i = 0; i < rows; i++) {
      text.append(row.apply(i)).append('\n');
    }
    Path file = Files.writeString(folder.resolve("table.csv"), text);
    InferredSpec inferred = SpecInference.infer(InputFile.of(file), Wanted.of("y"), Long.MAX_VALUE);
    return Evaluation.run(inferred.spec(), file, Long.MAX_VALUE, System::nanoTime)
        .withNotes(inferred.notes());
  }

  private static void assertAllUsed(EvaluationReport report, int rows) {
    assertThat(report.rows()).isEqualTo(rows);
    assertThat(report.n()).isEqualTo(rows);
  }

  @Test
  void columnsThatAreConstantOrEmpty() throws IOException {
    EvaluationReport report = run("a,b,x,y", 200, i -> "7,," + i * 7 % 199 + "," + i % 2);
    assertAllUsed(report, 200);
    assertThat(report.notes()).hasSize(2);
  }

  @Test
  void oneClassOnly() throws IOException {
    EvaluationReport report = run("x,y", 200, i -> i * i + ",spam");
    assertAllUsed(report, 200);
    assertThat(report.measure("no_change")).isPresent();
    assertThat(report.measure("auc")).isEmpty();
    assertThat(report.json()).contains("\"kappa\":null");
  }

  @Test
  void targetMissingInSomeRows() throws IOException {
    EvaluationReport report = run("x,y", 200, i -> i * i + "," + (i % 4 == 0 ? "" : i));
    assertThat(report.unlabeled()).isEqualTo(50);
    assertThat(report.n()).isEqualTo(150);
  }

  @Test
  void timesThatGoBackLater() throws IOException {
    EvaluationReport report =
        run(
            "at,y",
            1200,
            i -> (i < 1100 ? 1_700_000_000_000L + i * 60_000L : 1_700_000_000_000L) + "," + i * i);
    assertAllUsed(report, 1200);
    assertThat(report.notes()).anyMatch(note -> note.contains("goes back in 100 rows"));
  }

  @Test
  void raggedRows() throws IOException {
    EvaluationReport report = run("x,y", 200, i -> i % 10 == 0 ? "1" : i * i + "," + i % 2);
    assertThat(report.badRows()).isEqualTo(Map.of(Reason.MALFORMED, 20L));
    assertThat(report.n()).isEqualTo(180);
    assertThat(report.table()).contains("line 2: the row has 1 cells and the file 2 columns");
  }

  @Test
  void classesAndCategoriesThatComeLater() throws IOException {
    EvaluationReport report =
        run(
            "x,y",
            1300,
            i -> "c" + (i < 1000 ? i % 3 : i % 7) + "," + "abcd".charAt(i < 1000 ? i % 3 : i % 4));
    assertAllUsed(report, 1300);
  }

  @Test
  void aClassThatComesLaterIsLearned() throws IOException {
    EvaluationReport report =
        run(
            "x,y",
            2500,
            i -> {
              int x = i * 7919 % 1000;
              String late = i > 1100 && x >= 700 ? "top" : "high";
              return x + "," + (x < 300 ? "low" : x < 500 ? "mid" : late);
            });
    assertAllUsed(report, 2500);
    assertThat(report.measure("accuracy_fading").orElseThrow()).isGreaterThan(0.85);
  }

  /** Beyond the room that there is for them. */
  @Test
  void tooManyClassesThatComeLaterAreCounted() throws IOException {
    EvaluationReport report =
        run("x,y", 1300, i -> i % 97 + "," + (i < 1000 ? "abc".charAt(i % 3) + "" : "n" + i % 10));
    assertThat(report.badRows()).containsExactly(Map.entry(Reason.UNKNOWN_CLASS, 150L));
    assertThat(report.table()).contains("target.classes has room for 8, and 'n5' is another class");
  }

  @Test
  void thirdValueOfABinaryTargetIsTold() throws IOException {
    EvaluationReport report =
        run("x,y", 1300, i -> i * i + "," + (i > 1200 ? "SIDE" : i % 3 == 0 ? "UP" : "DOWN"));
    assertAllUsed(report, 1300);
    assertThat(report.notes())
        .anyMatch(note -> note.contains("count as false: DOWN (800), SIDE (99)"));
  }

  @Test
  void fiveThousandColumns() throws IOException {
    StringBuilder header = new StringBuilder("y");
    for (int c = 0; c < 5000; c++) {
      header.append(",c").append(c);
    }
    EvaluationReport report =
        run(header.toString(), 70, i -> i % 2 + (",0." + (i * 7 % 10)).repeat(5000));
    assertAllUsed(report, 70);
  }
}
