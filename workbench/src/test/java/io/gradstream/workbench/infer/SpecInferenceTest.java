package io.gradstream.workbench.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.workbench.table.DataFileException;
import io.gradstream.workbench.table.InputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SpecInferenceTest {

  @TempDir private Path folder;

  private InferredSpec infer(String target, String header, int rows, IntFunction<String> row)
      throws IOException {
    StringBuilder text = new StringBuilder(header).append('\n');
    for (int i = 0; i < rows; i++) {
      text.append(row.apply(i)).append('\n');
    }
    return infer(target, text.toString());
  }

  private InferredSpec infer(String target, String text) throws IOException {
    Path file = Files.writeString(folder.resolve("Trips 2.csv"), text);
    InferredSpec inferred =
        SpecInference.infer(InputFile.of(file), Wanted.of(target), Long.MAX_VALUE);
    inferred.spec(); // is valid
    return inferred;
  }

  @Test
  void usageExample() throws IOException {
    InferredSpec inferred =
        infer(
            "delay > 15",
            "date,delay,distance,origin",
            50,
            i ->
                "2001-01-01 00:%02d,%d,%d,%s"
                    .formatted(i, i % 40, i * i % 37, "LAS JFK".split(" ")[i % 2]));

    assertThat(inferred.name()).isEqualTo("trips-2.yaml");
    assertThat(inferred.yaml())
        .endsWith(
            """
            specVersion: 1
            learner: trips-2
            events: {topic: trips-2, time: date}
            features:
              - {field: distance, as: numeric}
              - {field: origin, as: category}
              - {field: date, as: [timeOfDay]}
            target: {binary: "delay > 15"}
            """);
    assertThat(inferred.notes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          true FALSE       | {field: x, as: boolean}
          0 1 1            | {field: x, as: numeric}
          1 2.5 -3e4       | {field: x, as: numeric}
          1 NA 2           | {field: x, as: numeric}
          007 010 011      | {field: x, as: category}
          red green blue   | {field: x, as: category}
          12 red           | {field: x, as: category}
          2026-01-01 2026-01-01T10:00Z | {field: x, as: [timeOfDay]}
          2026-01-01 2026-01-02        | {field: x, as: [dayOfWeek]}
          1700000000000 1700000060000  | {field: x, as: [timeOfDay]}
          """)
  void cellsTellTheKindOfAColumn(String cells, String feature) throws IOException {
    String[] values = cells.split(" ");
    assertThat(infer("y", "x,y", 30, i -> values[i % values.length] + "," + i * i).yaml())
        .contains("  - " + feature + "\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0 1                   | {binary: y}
          0                     | {binary: y}
          true false            | {binary: y}
          UP DOWN UP            | {binary: "y == 'DOWN'"}
          -1 1 -1               | {binary: "y == 1"}
          0.0 1.0 0.0           | {binary: "y == 1.0"}
          it's ok ok            | {binary: "y == \\"it's\\""}
          a b c                 | {classes: {known: ["a", "b", "c"], atMost: 8}, field: y}
          1 2 3                 | {regression: y}
          7                     | {regression: y}
          only                  | {binary: "y == 'only'"}
          """)
  void targetTellsTheTask(String cells, String target) throws IOException {
    String[] values = cells.split(" ");
    assertThat(infer("y", "x,y", 30, i -> i * i + "," + values[i % values.length]).yaml())
        .endsWith("target: " + target + "\n");
  }

  @Test
  void whatSaysNothingIsLeftOutWithANote() throws IOException {
    InferredSpec inferred =
        infer(
            "y",
            "row,same,none,id,day,,x,y",
            30,
            i -> "%d,5,,u-%d,%d/1/2011,9,%d,%d".formatted(i + 7, i, i % 12 + 1, i * i, i % 2));
    assertThat(inferred.yaml()).contains("features:\n  - {field: x, as: numeric}\ntarget");
    assertThat(inferred.notes()).contains("x is all there is, and taken as a number");
    assertThat(inferred.notes())
        .anyMatch(note -> note.endsWith("counts the rows: row"))
        .anyMatch(note -> note.endsWith("always the same: same"))
        .anyMatch(note -> note.endsWith("no value in the rows looked at: none"))
        .anyMatch(note -> note.contains("an id or free text: id"))
        .anyMatch(note -> note.contains("form that is not read") && note.endsWith(": day"))
        .anyMatch(note -> note.endsWith("column 6"));
  }

  @Test
  void whatIsConstantInTheFirstRowsOfALongerFileMayYetChange() throws IOException {
    assertThat(infer("y", "late,y", 1500, i -> (i < 1200 ? 0 : i) + "," + i * i).yaml())
        .contains("{field: late, as: numeric}");
  }

  @Test
  void numbersThatMayBeNamesAreCategoriesAsWell() throws IOException {
    InferredSpec inferred =
        infer(
            "y",
            "hour,wide,seldom,y",
            200,
            i -> "%d,%d,%d,%d".formatted(i % 24, i * 7 % 199, i % 60, i * i % 101));
    assertThat(inferred.yaml())
        .contains(
            """
            features:
              - {field: hour, as: numeric}
              - {field: hour, as: category}
              - {field: wide, as: numeric}
              - {field: seldom, as: numeric}
            target""");
    assertThat(inferred.spec().model().pool()).isPresent();
  }

  @Test
  void manyWholeNumbersThatComeAgainMayBeIds() throws IOException {
    InferredSpec inferred =
        infer(
            "y",
            "user,amount,price,y",
            400,
            i ->
                "%d,%d,%.1f,%d"
                    .formatted(7000 + i * 37 % 151, i * 7 % 251, i * 7 % 90 / 10., i % 2));
    assertThat(inferred.yaml())
        .contains(
            """
            features:
              - {field: user, as: numeric}
              - {field: user, as: category}
              - {field: amount, as: numeric}
              - {field: price, as: numeric}
            target""");
  }

  @Test
  void aNumberThatNeverFallsIsAClockAndLeftOut() throws IOException {
    InferredSpec inferred =
        infer("y", "at,x,y", 60, i -> "%d,%d,%d".formatted(i * i, i % 5, i % 2));
    assertThat(inferred.yaml()).doesNotContain("field: at,");
    assertThat(inferred.notes())
        .containsExactly("left out, a number that never falls, as a clock: at");
  }

  @Test
  void ofManyColumnsNumbersAreNumbersAlone() throws IOException {
    StringBuilder header = new StringBuilder("y");
    for (int c = 0; c < 65; c++) {
      header.append(",c").append(c);
    }
    InferredSpec inferred =
        infer("y", header.toString(), 40, i -> i % 2 + ("," + i * 7 % 10).repeat(65));
    assertThat(inferred.yaml()).contains("{field: c64, as: numeric}").doesNotContain("category");
  }

  @Test
  void timeThatGoesBackIsToldAndNotTheEvents() throws IOException {
    InferredSpec inferred =
        infer("y", "at,y", 20, i -> "2026-01-%02d,%d".formatted(i == 9 ? 1 : i + 1, i * i));
    assertThat(inferred.yaml()).contains("events: {topic: trips-2}\n").contains("[dayOfWeek]");
    assertThat(inferred.notes()).anyMatch(note -> note.startsWith("at goes back in line 11"));
  }

  @Test
  void ofSeveralTimesNoneIsTheEvents() throws IOException {
    InferredSpec inferred =
        infer("y", "a,b,y", 20, i -> "2026-01-%02d,2026-02-%02d,%d".formatted(i + 1, i + 1, i * i));
    assertThat(inferred.yaml()).contains("events: {topic: trips-2}\n");
    assertThat(inferred.notes()).anyMatch(note -> note.startsWith("2 columns hold times"));
  }

  @Test
  void anIdWillDoWhereThereIsNothingElse() throws IOException {
    InferredSpec inferred = infer("y", "month,y", 30, i -> "19%02d-01,%d".formatted(i, i * i));
    assertThat(inferred.yaml()).contains("{field: month, as: category}");
    assertThat(inferred.notes()).containsExactly("month is all there is, and taken as a category");
  }

  @Test
  void namesOfAnyKindAreWrittenSoThatTheyAreRead() throws IOException {
    InferredSpec inferred =
        infer(
            "the: \\ target",
            "\"a \"\"b\"\", c\",null,the: \\ target",
            5,
            i -> i * i + ",2." + i + "," + i);
    assertThat(inferred.spec().model().features())
        .extracting(f -> f.field())
        .containsExactly("a \"b\", c", "null");
    assertThat(inferred.spec().target().field()).isEqualTo("the: \\ target");
  }

  @Test
  void ignoredFieldsAreNoFeatures() throws IOException {
    Path file = Files.writeString(folder.resolve("t.csv"), "a,b,y\n1,2,3\n2,7,4\n4,4,9\n");
    Wanted wanted = new Wanted("y", Optional.empty(), List.of("b"));
    assertThat(SpecInference.infer(InputFile.of(file), wanted, 9).spec().model().features())
        .extracting(f -> f.field())
        .containsExactly("a");
  }

  @Test
  void fiveThousandColumnsAreFeatures() throws IOException {
    StringBuilder header = new StringBuilder("y");
    for (int c = 0; c < 5000; c++) {
      header.append(",column_").append(c);
    }
    InferredSpec inferred =
        infer("y", header.toString(), 40, i -> i % 2 + (",0." + (i * 7 % 10)).repeat(5000));
    assertThat(inferred.spec().model().features()).hasSize(5000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          'a,b\n1,2\n'         | has no column y, which --target names. Its columns: a, b
          'a,y,a\n1,2,3\n'     | line 1: columns 1 and 3 are both named a
          'a,y\n'              | has no row
          ''                   | is empty
          'y\n1\n'             | has no column to predict y from
          'a,y\n1,\n2,\n'      | the target y has no value
          """)
  void whatCannotBePredictedIsToldWhy(String text, String message) {
    assertThatThrownBy(() -> infer("y", text.replace("\\n", "\n")))
        .isInstanceOf(DataFileException.class)
        .hasMessageContaining(message);
  }

  @Test
  void textsThatNeverRepeatAreNoClasses() {
    assertThatThrownBy(() -> infer("y", "x,y", 30, i -> i * i + ",text " + i))
        .isInstanceOf(DataFileException.class)
        .hasMessageContaining("neither numbers nor classes");
  }
}
