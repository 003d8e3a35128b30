package io.gradstream.workbench.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.workbench.infer.SpecInference;
import io.gradstream.workbench.infer.Wanted;
import io.gradstream.workbench.table.DataFileException;
import io.gradstream.workbench.table.InputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FeatureFileTest {

  private static final int ROWS = 60;

  @TempDir Path folder;
  private Path data;

  @BeforeEach
  void writeData() throws IOException {
    List<String> lines = new ArrayList<>(List.of("place,distance,late"));
    for (int i = 0; i < ROWS; i++) {
      lines.add(
          "%s,%d,%s".formatted("ab".charAt(i % 2), i * 7 % 13, i % 3 == 0 ? "true" : "false"));
    }
    data = folder.resolve("trips.csv");
    Files.write(data, lines);
  }

  private List<String> features(Path file) throws IOException {
    LearnerSpec spec = SpecInference.infer(InputFile.of(data), Wanted.of("late"), ROWS).spec();
    EvaluationOptions options =
        new EvaluationOptions(
            new Source.DataFile(InputFile.of(data)),
            ROWS,
            1,
            Optional.empty(),
            Optional.empty(),
            0,
            Optional.of(file));
    Evaluation.run(spec, options, System::nanoTime);
    return Files.readAllLines(file);
  }

  /** And what is written is a table that we read ourselves. */
  @Test
  void everyRowIsThereWithItsLabelLast() throws IOException {
    Path file = folder.resolve("features.arff");
    List<String> lines = features(file);

    List<String> rows = lines.subList(lines.indexOf("@data") + 1, lines.size());
    assertThat(rows).hasSize(ROWS);
    assertThat(rows.get(0)).endsWith(",1");
    assertThat(rows.get(1)).endsWith(",0");
    long attributes = lines.stream().filter(line -> line.startsWith("@attribute")).count();
    assertThat(rows).allMatch(row -> row.split(",").length == attributes);
    assertThat(
            SpecInference.infer(InputFile.of(file), Wanted.of("label"), ROWS)
                .spec()
                .model()
                .features())
        .isNotEmpty();
  }

  @Test
  void theLabelOfARowIsInNoFeatureOfIt() throws IOException {
    List<String> before = features(folder.resolve("before.arff"));
    String last = Files.readAllLines(data).get(ROWS);
    String other =
        last.endsWith("true") ? last.replace("true", "false") : last.replace("false", "true");
    List<String> changed = new ArrayList<>(Files.readAllLines(data));
    changed.set(ROWS, other);
    Files.write(data, changed);
    List<String> after = features(folder.resolve("after.arff"));

    assertThat(inputs(after)).isEqualTo(inputs(before));
    assertThat(after.get(after.size() - 1)).isNotEqualTo(before.get(before.size() - 1));
  }

  private static String inputs(List<String> lines) {
    String row = lines.get(lines.size() - 1);
    return row.substring(0, row.lastIndexOf(','));
  }

  @Test
  void aFileThatCannotBeMadeIsNamed() {
    assertThatThrownBy(() -> features(folder.resolve("nowhere").resolve("features.arff")))
        .isInstanceOf(DataFileException.class)
        .hasMessageContaining("nowhere")
        .hasMessageContaining("Name a file in a folder that is there");
  }
}
