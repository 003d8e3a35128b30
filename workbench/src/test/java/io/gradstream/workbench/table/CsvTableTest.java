package io.gradstream.workbench.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.workbench.table.Table.Column;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CsvTableTest {

  @TempDir private Path folder;

  private Table open(byte[] bytes, FileForm form) throws IOException {
    return Table.open(new InputFile(Files.write(folder.resolve("data"), bytes), form));
  }

  private Table open(String text) throws IOException {
    return open(text.getBytes(StandardCharsets.UTF_8), FileForm.AS_FOUND);
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

  private static List<Long> bad(List<TableRow> rows) {
    return rows.stream().filter(row -> row.problem().isPresent()).map(TableRow::line).toList();
  }

  private static String lines(int count, int... quotes) {
    StringBuilder text = new StringBuilder("x,note,y\n");
    for (int line = 2; line < count + 2; line++) {
      boolean opens = false;
      for (int quote : quotes) {
        opens |= quote == line;
      }
      text.append(line).append(opens ? ",\"5 inch" : ",fine").append(",no\n");
    }
    return text.toString();
  }

  @Test
  void aQuoteThatNothingClosesCostsItsOwnLine() throws IOException {
    List<TableRow> rows = rows(open(lines(1500, 101)));
    assertThat(rows).hasSize(1500);
    assertThat(bad(rows)).containsExactly(101L);
  }

  @Test
  void quotesFarApartCostTheirOwnLines() throws IOException {
    List<TableRow> rows = rows(open(lines(1500, 101, 301)));
    assertThat(rows).hasSize(1500);
    assertThat(bad(rows)).containsExactly(101L, 301L);
  }

  @Test
  void aQuoteThatEndsACellFarAwayIsNotTheEndOfThatOne() throws IOException {
    List<TableRow> rows = rows(open(lines(1500, 101).replace("301,fine", "301,5 inch\"")));
    assertThat(rows).hasSize(1500);
    assertThat(bad(rows)).containsExactly(101L);
    assertThat(rows.get(299).cells()).containsExactly("301", "5 inch\"", "no");
  }

  @Test
  void aCellMayGoOverManyLinesAndIsToldOf() throws IOException {
    Table table = open("a,b,c\n1,\"" + "a line, of text\n".repeat(150) + "\",2\n3,4,5\n");
    List<TableRow> rows = rows(table);
    assertThat(bad(rows)).isEmpty();
    assertThat(rows.get(0).cells().get(1)).hasLineCount(150);
    assertThat(rows.get(1).line()).isEqualTo(153);
    assertThat(table.notes()).singleElement().asString().contains("the first in line 2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "\"a \"\"b\"\"\",c          ~ a \"b\"            ~ c",
        "\"Dwayne \"The Rock\"\",c  ~ Dwayne \"The Rock\" ~ c",
        "\"12\"th,c                 ~ 12th               ~ c",
        "\"say \\\"hi\\\", ok\",c   ~ say \"hi\", ok     ~ c",
        "5\" inch,c                 ~ 5\" inch           ~ c",
        "\"C:\\\",c                 ~ C:\\               ~ c",
        "\" x \" , \"\"             ~ x                  ~ ``",
      })
  void quotesWithinCells(String line, String first, String second) throws IOException {
    assertThat(rows(open("a,b\n" + line + "\n")).get(0).cells()).containsExactly(first, second);
  }

  @Test
  void zeroBytesAndLinesWithoutEndCostTheirOwnLine() throws IOException {
    List<TableRow> rows =
        rows(
            open(
                "a,b\n1,2\n"
                    + "\0".repeat(3)
                    + "\n"
                    + "x".repeat(DataText.LONGEST_LINE + 1)
                    + "\n3,4\n"));
    assertThat(bad(rows)).containsExactly(3L, 4L);
    assertThat(rows.get(1).problem().get()).contains("NUL bytes");
    assertThat(rows.get(2).problem().get()).contains("more than 16,777,216 characters");
    assertThat(rows.get(3).cells()).containsExactly("3", "4");
  }

  @Test
  void bytesThatAreNoUtf8AreRefusedWithLineAndWayOut() throws IOException {
    byte[] text = ("x,town\n" + "1,Bonn\n".repeat(20_000) + "2,Köln\n").getBytes(latin());
    Table table = open(text, FileForm.AS_FOUND);
    assertThatThrownBy(() -> rows(table))
        .isInstanceOf(DataFileException.class)
        .hasMessageContaining("from line 20002 on")
        .hasMessageContaining("byte 0xF6 is no UTF-8")
        .hasMessageContaining("--encoding windows-1252");
    FileForm said =
        new FileForm(Optional.of(latin()), Optional.empty(), Optional.empty(), List.of());
    assertThat(rows(open(text, said)).get(20_000).cells()).containsExactly("2", "Köln");
  }

  private static Charset latin() {
    return StandardCharsets.ISO_8859_1;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "504b0304140000 | ZIP archive",
        "fd377a585a0000 | xzcat",
        "425a6839314159265359007b | bzcat",
        "28b52ffd047be1 | zstdcat",
        "50415231150015 | Parquet",
        "fffe78002c0079 | --encoding utf-16",
        "feff0078002c00 | --encoding utf-16",
        "78002c0079000a00 | many of its bytes are NUL",
        "d0cf11e0a1b11a | .xls",
        "3c21444f435459504520 | web page",
      })
  void whatIsNoTextIsToldWhatItIs(String hex, String told) {
    byte[] bytes = HexFormat.of().parseHex(hex.strip());
    if (told.equals("web page")) {
      bytes = "<!DOCTYPE html><html></html>".getBytes(StandardCharsets.US_ASCII);
    }
    byte[] file = bytes;
    assertThatThrownBy(() -> open(file, FileForm.AS_FOUND))
        .isInstanceOf(DataFileException.class)
        .hasMessageContaining(told);
  }

  @Test
  void aColumnMayBeCalledAsAFormatBegins() throws IOException {
    assertThat(open("PAR1,BZh9\n1,2\n").columns())
        .extracting(Column::name)
        .containsExactly("PAR1", "BZh9");
  }

  @Test
  void namesThatAreGivenStandForAHeader() throws IOException {
    FileForm form =
        new FileForm(Optional.empty(), Optional.empty(), Optional.empty(), List.of("a", "b"));
    Table table = open("1,2\n3,4\n".getBytes(StandardCharsets.UTF_8), form);
    assertThat(table.columns()).extracting(Column::name).containsExactly("a", "b");
    assertThat(rows(table)).extracting(TableRow::line).containsExactly(1L, 2L);
    assertThat(rows(open("a,b\n3,4\n".getBytes(StandardCharsets.UTF_8), form))).hasSize(1);
    assertThatThrownBy(() -> open("1,2,3\n".getBytes(StandardCharsets.UTF_8), form))
        .hasMessageContaining("--header names 2 columns and line 1")
        .hasMessageContaining("has 3 cells");
  }

  @Test
  void aFirstLineOfCommentIsTheHeaderIfItHasItsCells() throws IOException {
    assertThat(open("# by hand\n#id,x\n1,2\n").columns())
        .extracting(Column::name)
        .containsExactly("#id", "x");
    assertThat(open("# by hand, in May, by me\nid,x\n1,2\n").columns())
        .extracting(Column::name)
        .containsExactly("id", "x");
  }
}
