package io.gradstream.workbench.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.workbench.table.Table.Column;
import io.gradstream.workbench.table.Table.Declared;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TableTest {

  private static final String ARFF =
      """
      % made by nobody@example.org

      @RELATION 'a b'
      @attribute 'the size' NUMERIC
      @attribute kind {small, 'very large'}
      @attribute note string
      @attribute at date "dd.MM.yyyy HH:mm"
      @data
      % a comment
      1.5, 'very large', 'it\\'s, all', '31.01.2026 08:30'
      ?,small,"?",?
      """;

  @TempDir private Path folder;

  private Table open(String text) throws IOException {
    return Table.open(InputFile.of(Files.writeString(folder.resolve("data"), text)));
  }

  private static List<TableRow> rows(Table table) throws IOException {
    try (table) {
      List<TableRow> rows = new ArrayList<>();
      for (TableRow row = table.read(); row != null; row = table.read()) {
        rows.add(row);
      }
      return rows;
    }
  }

  @Test
  void usageExample() throws IOException {
    List<TableRow> rows = rows(open("a,b\n1,\"x,\ny\"\n2,\n"));
    assertThat(rows)
        .extracting(TableRow::cells)
        .containsExactly(List.of("1", "x,\ny"), List.of("2", ""));
    assertThat(rows).extracting(TableRow::line).containsExactly(2L, 4L);
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t"})
  void theFirstLineTellsTheSeparator(String separator) throws IOException {
    String text =
        "\"a,b;c\",d,e\n1,2,3\n"
            .replace(",d,e", ",d,e".replace(",", separator))
            .replace("1,2,3", "1,2,3".replace(",", separator));
    Table table = open(text);
    assertThat(table.columns()).extracting(Column::name).containsExactly("a,b;c", "d", "e");
    assertThat(rows(table).get(0).cells()).containsExactly("1", "2", "3");
  }

  @Test
  void arffIsKnownByItsContent() throws IOException {
    Table table = open(ARFF);
    assertThat(table.columns())
        .extracting(Column::name)
        .containsExactly("the size", "kind", "note", "at");
    assertThat(table.columns())
        .extracting(Column::declared)
        .containsExactly(Declared.NUMBER, Declared.CATEGORY, Declared.TEXT, Declared.TIME);
    List<TableRow> rows = rows(table);
    assertThat(rows.get(0).cells())
        .containsExactly("1.5", "very large", "it's, all", "2026-01-31T08:30");
    assertThat(rows.get(1).cells()).containsExactly("", "small", "?", "");
    assertThat(rows.get(1).line()).isEqualTo(11);
  }

  @Test
  void packedFileIsKnownByItsContent() throws IOException {
    Path packed = folder.resolve("data.csv");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(ARFF.getBytes(StandardCharsets.UTF_8));
    }
    assertThat(rows(Table.open(InputFile.of(packed)))).isEqualTo(rows(open(ARFF)));
  }

  @Test
  void sparseRowsNameWhatIsNotZeroOrTheFirst() throws IOException {
    List<TableRow> rows =
        rows(
            open(
                """
                @relation r
                @attribute a numeric
                @attribute b {x, 'y z'}
                @attribute c string
                @data
                {0 1.5, 1 'y z'}
                {}
                {2 '}, {', 1 x}, {3}
                {7 1}
                """));
    assertThat(rows.subList(0, 3))
        .extracting(TableRow::cells)
        .containsExactly(
            List.of("1.5", "y z", ""), List.of("0", "x", ""), List.of("0", "x", "}, {"));
    assertThat(rows.get(3).problem())
        .hasValueSatisfying(p -> assertThat(p).contains("from 0 to 2").contains("7 1"));
  }

  @Test
  void attributeOfAnotherKindIsRefusedByItsLine() {
    assertThatThrownBy(() -> open("@relation r\n@attribute a relational\n@data\n"))
        .isInstanceOf(DataFileException.class)
        .hasMessageContaining("line 2: an attribute must be");
  }

  @Test
  void raggedRowsHaveAProblemAndEmptySurplusIsNone() throws IOException {
    List<TableRow> rows = rows(open("a,b\n1\n1,2,3\n1,2,,\n"));
    assertThat(rows.get(0).problem())
        .hasValueSatisfying(p -> assertThat(p).contains("1 cells").contains("2 columns"));
    assertThat(rows.get(1).problem()).isPresent();
    assertThat(rows.get(2).cells()).containsExactly("1", "2");
    assertThat(rows(open("@relation r\n@attribute a numeric\n@data\n1,2\n'1\n")))
        .allSatisfy(row -> assertThat(row.problem()).isPresent());
  }

  @Test
  void quoteThatIsNeverClosedCostsItsOwnRow() throws IOException {
    List<TableRow> rows = rows(open("a,b\n1,\"2\n" + "3,4\n".repeat(100_000)));
    assertThat(rows).hasSize(100_001);
    assertThat(rows.get(0).line()).isEqualTo(2);
    assertThat(rows.get(0).problem())
        .hasValueSatisfying(p -> assertThat(p).contains("a quote begins a cell and is not closed"));
    assertThat(rows.subList(1, 100_001)).allMatch(row -> row.cells().equals(List.of("3", "4")));
  }
}
