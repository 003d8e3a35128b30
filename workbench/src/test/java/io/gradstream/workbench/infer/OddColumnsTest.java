package io.gradstream.workbench.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.workbench.evaluate.Row;
import io.gradstream.workbench.evaluate.RowReader;
import io.gradstream.workbench.infer.Wanted.Task;
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
import org.junit.jupiter.params.provider.ValueSource;

/** Columns whose cells are not all of a kind, targets that are said, and names with signs. */
final class OddColumnsTest {

  @TempDir private Path folder;

  private InputFile file(String header, int rows, IntFunction<String> row) throws IOException {
    StringBuilder text = new StringBuilder(header).append('\n');
    for (int i = 0; i < rows; i++) {
      text.append(row.apply(i)).append('\n');
    }
    return InputFile.of(Files.writeString(folder.resolve("t.csv"), text));
  }

  private static InferredSpec infer(InputFile file, Wanted wanted) throws IOException {
    InferredSpec inferred = SpecInference.infer(file, wanted, Long.MAX_VALUE);
    inferred.spec(); // is valid
    return inferred;
  }

  private static Wanted task(String target, Task task) {
    return new Wanted(target, Optional.of(task), List.of());
  }

  private static String x(int i) {
    return i * 37 % 101 + ".5";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nan",
        "NaN",
        "NAN",
        "n/a",
        "#N/A",
        "-",
        "--",
        ".",
        "nil",
        "missing",
        "NULL",
        "None",
        "inf",
        "-Inf",
        "Infinity",
        "1e5",
        "oops"
      })
  void oneOddCellDoesNotMakeAColumnText(String odd) throws IOException {
    InputFile file = file("x,y", 900, i -> (i == 700 ? odd : x(i)) + "," + i % 2);
    assertThat(infer(file, Wanted.of("y")).yaml()).contains("{field: x, as: numeric}");
  }

  @Test
  void cellsThatAreNotAsTheOthersAreTold() throws IOException {
    InputFile file = file("x,y", 900, i -> (i % 300 == 7 ? "oops" : x(i)) + "," + i % 2);
    assertThat(infer(file, Wanted.of("y")).notes())
        .containsExactly(
            "x: of 900 cells looked at, 3 are not as the others and are set aside: 'oops' in line"
                + " 9, 'oops' in line 309, 'oops' in line 609");
  }

  @Test
  void aColumnThatIsTextThoughMostOfItIsNumbersIsTold() throws IOException {
    InputFile file = file("x,y", 900, i -> (i % 5 == 0 ? "low" : "" + i % 7) + "," + i % 2);
    InferredSpec inferred = infer(file, Wanted.of("y"));
    assertThat(inferred.yaml()).contains("{field: x, as: category}");
    assertThat(inferred.notes()).anyMatch(note -> note.startsWith("x is taken for text, though"));
  }

  @Test
  void whatLooksLikeNumbersNeverBecomesClasses() throws IOException {
    InputFile file = file("x,y", 900, i -> x(i) + "," + (i % 5 == 0 ? "bad" + i % 3 : "" + i * i));
    assertThatThrownBy(() -> infer(file, Wanted.of("y")))
        .isInstanceOf(DataFileException.class)
        .hasMessageContaining("the target y is a number in most of 900 rows looked at")
        .hasMessageContaining("'bad0' in line 2")
        .hasMessageContaining("--task number");
    assertThat(infer(file, task("y", Task.NUMBER)).yaml()).endsWith("target: {regression: y}\n");
    InputFile commas = file("x;v", 900, i -> x(i) + ";" + i * 7 % 901 + "," + i % 10);
    assertThat(infer(commas, Wanted.of("v")).yaml()).endsWith("target: {regression: v}\n");
  }

  @Test
  void wholeNumbersMayBeClasses() throws IOException {
    InputFile file = file("x,y", 300, i -> x(i) + "," + (i % 12 + 1));
    InferredSpec number = infer(file, Wanted.of("y"));
    assertThat(number.yaml()).endsWith("target: {regression: y}\n");
    assertThat(number.notes()).anyMatch(note -> note.contains("--task classes"));
    assertThat(infer(file, task("y", Task.CLASSES)).yaml())
        .endsWith(
            "target: {classes: {known: [\"1\", \"2\", \"3\", \"4\", \"5\", \"6\", \"7\", \"8\","
                + " \"9\", \"10\", \"11\", \"12\"], atMost: 17}, field: y}\n");
    assertThatThrownBy(() -> infer(file, task("y", Task.BINARY)))
        .hasMessageContaining("--target \"y > 0\"");
    assertThatThrownBy(() -> infer(file, task("y > 3", Task.NUMBER)))
        .hasMessageContaining("leave --task away");
  }

  @Test
  void wordsForNothingAreNoLabels() throws IOException {
    InputFile file =
        file("x,y", 300, i -> x(i) + "," + List.of("yes", "no", "no", "NA").get(i % 4));
    InferredSpec inferred = infer(file, Wanted.of("y"));
    assertThat(inferred.yaml()).endsWith("target: {binary: \"y == 'yes'\"}\n");
    assertThat(inferred.notes())
        .anyMatch(note -> note.contains("no label") && note.endsWith("NA (75)"));
    try (RowReader rows = RowReader.open(inferred.spec(), file)) {
      long unlabeled = 0;
      for (Row row = rows.read(); row != null; row = rows.read()) {
        unlabeled += row.label().isEmpty() ? 1 : 0;
      }
      assertThat(unlabeled).isEqualTo(75);
    }
    InputFile none = file("x,y", 300, i -> x(i) + "," + List.of("mild", "none", "bad").get(i % 3));
    assertThat(infer(none, Wanted.of("y")).yaml())
        .endsWith(
            "target: {classes: {known: [\"bad\", \"mild\", \"none\"], atMost: 8}, field: y}\n");
  }

  @Test
  void declaredValuesAreTheClasses() throws IOException {
    String head = "@relation r\n@attribute x numeric\n@attribute y {low,'very high',mid}\n@data";
    InputFile file = file(head, 300, i -> x(i) + "," + (i % 2 == 0 ? "low" : "mid"));
    assertThat(infer(file, Wanted.of("y")).yaml())
        .endsWith("target: {classes: [\"low\", \"very high\", \"mid\"], field: y}\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "y=1                   | y=1         | {binary: \"'y=1' == 'yes'\"}",
        "income >50K           | income >50K | {binary: \"'income >50K' == 'yes'\"}",
        "'income >50K' == 'no' | income >50K | {binary: \"'income >50K' == 'no'\"}",
        "\"a 'b' > c\" != 'no' | a 'b' > c   | {binary: \"'a ''b'' > c' != 'no'\"}",
        "y, z                  | \"y, z\"    | {binary: \"y, z == 'yes'\"}",
      })
  void namesMayHaveSignsInThem(String target, String name, String yaml) throws IOException {
    InputFile file = file("x," + name, 100, i -> x(i) + "," + (i % 3 == 0 ? "yes" : "no"));
    InferredSpec inferred = infer(file, Wanted.of(target));
    assertThat(inferred.yaml()).endsWith("target: " + yaml + "\n");
    assertThat(inferred.spec().target().field()).isEqualTo(name.replace("\"", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"202401%02d", "202401%02d1530", "202401%02d153000"})
  void datesInDigitsAreNoTimesAndToldSo(String form) throws IOException {
    InputFile file =
        file("d,x,y", 100, i -> form.formatted(1 + i * 7 % 31) + "," + x(i) + "," + i % 2);
    InferredSpec inferred = infer(file, Wanted.of("y"));
    assertThat(inferred.spec().events().time()).isEmpty();
    assertThat(inferred.spec().model().features())
        .extracting(feature -> feature.field())
        .containsExactly("x");
    assertThat(inferred.notes())
        .anyMatch(note -> note.contains("a date in a form that is not read; write yyyy-MM-dd"));
  }

  @Test
  void ignoredNamesMayHaveCommasAndOtherForms() throws IOException {
    String header = "\"a, b\",c,d,Gro\u0308\u00dfe,x,y";
    InputFile file =
        file(header, 100, i -> "1%d,2%d,3%d,4%d,%s,%d".formatted(i, i, i, i, x(i), i % 2));
    List<String> ignored = List.of("a, b", "c,\"d\"", "Gr\u00f6\u00dfe");
    InferredSpec inferred = infer(file, new Wanted("y", Optional.empty(), ignored));
    assertThat(inferred.spec().model().features())
        .extracting(feature -> feature.field())
        .containsExactly("x");
    assertThat(inferred.notes()).anyMatch(note -> note.contains("differ in their Unicode form"));
  }

  @Test
  void objectsOfJsonAreInferredAsTheyAreRead() throws IOException {
    InputFile file =
        file(
            "{\"x\": 1.5, \"y\": \"no\", \"c\": \"7\", \"list\": [1]}",
            100,
            i ->
                "{\"x\": %s, \"y\": \"%s\", \"c\": \"%d\"}"
                    .formatted(i == 50 ? "NaN" : x(i), i % 3 == 0 ? "yes" : "no", i % 4));
    InferredSpec inferred = infer(file, Wanted.of("y"));
    assertThat(inferred.yaml())
        .contains("{field: x, as: numeric}", "{field: c, as: category}")
        .endsWith("target: {binary: \"y == 'yes'\"}\n");
    assertThat(inferred.notes()).anyMatch(note -> note.endsWith(": list"));
  }

  @Test
  void aFileWithoutAHeaderIsToldSo() throws IOException {
    InputFile file = file("0.5,7,yes", 100, i -> x(i) + ",7,no");
    assertThatThrownBy(() -> infer(file, Wanted.of("y")))
        .hasMessageContaining("no column y")
        .hasMessageContaining("Line 1 looks like a row")
        .hasMessageContaining("--header");
  }

  @Test
  void whyNoRowCanBeReadIsTold() throws IOException {
    InputFile file = file("x,y", 100, i -> "1,2,3");
    assertThatThrownBy(() -> infer(file, Wanted.of("y")))
        .hasMessageContaining("no row that can be read")
        .hasMessageContaining("line 2: the row has 3 cells and the file 2 columns");
  }
}
