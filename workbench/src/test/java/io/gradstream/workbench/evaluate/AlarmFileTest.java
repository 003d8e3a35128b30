package io.gradstream.workbench.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.read.SpecReader;
import io.gradstream.workbench.table.DataFileException;
import io.gradstream.workbench.table.InputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AlarmFileTest {

  private static final int ROWS = 400;
  private static final int FAR = 350;

  @TempDir Path folder;

  private Path rows() throws IOException {
    Random random = new Random(3);
    StringBuilder text = new StringBuilder("pump,load\n");
    for (int row = 0; row < ROWS; row++) {
      double load = row == FAR ? 500 : 10 + random.nextGaussian();
      text.append(row % 2 == 0 ? "\"a,b\"" : "c").append(',').append(load).append('\n');
    }
    return Files.writeString(folder.resolve("rows.csv"), text);
  }

  private EvaluationReport run(String alarms, Path to) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("pumps.yaml"),
            """
            learner: pumps
            events: {topic: rows}
            key: pump
            features: [{field: load, as: numeric}]
            target: {reconstruct: true%s}
            network: [{dense: 1}]
            learn: {batch: 1}
            """
                .formatted(alarms));
    LearnerSpec spec = SpecReader.read(file);
    EvaluationOptions options =
        new EvaluationOptions(
            new Source.DataFile(InputFile.of(rows())),
            Long.MAX_VALUE,
            1,
            Optional.empty(),
            Optional.empty(),
            0,
            Optional.empty(),
            Optional.of(to),
            List.of());
    return Evaluation.run(spec, options, System::nanoTime);
  }

  @Test
  void everyRowIsToldAsItIsLearnedAndAlarmsAreCounted() throws IOException {
    Path to = folder.resolve("alarms.csv");
    EvaluationReport report = run(", alarms: {rate: 0.01}", to);
    List<String> lines = Files.readAllLines(to);
    List<String> alarms = lines.stream().filter(line -> line.endsWith(",1")).toList();

    assertThat(lines).hasSize(1 + ROWS).startsWith("row,time,key,score,alarm");
    assertThat(alarms).anyMatch(line -> line.startsWith(FAR + ",") && line.contains("\"a,b\""));
    assertThat(report.measure("alarms")).hasValue(alarms.size());
    assertThat(report.measure("alarm_rate")).hasValue(alarms.size() / (ROWS - 202.0));
    assertThat(report.json()).contains("\"alarms\":" + (double) alarms.size());
    assertThat(report.table()).contains("alarm_rate");
  }

  @Test
  void aLearnerWithoutAlarmsWritesNone() {
    assertThatThrownBy(() -> run("", folder.resolve("alarms.csv")))
        .isInstanceOf(DataFileException.class)
        .hasMessageContaining("add target.alarms, or remove --write-alarms");
  }
}
