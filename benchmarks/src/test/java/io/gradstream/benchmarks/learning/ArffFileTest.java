package io.gradstream.benchmarks.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.workbench.table.DataFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArffFileTest {

  private static final String FLIGHTS =
      """
      date,delay,distance,origin
      2001-01-01 00:01,33,2176,LAS
      2001-01-02 13:30,15,,ATL
      2001-01-07 23:59,-2,405,O'Hare
      """;
  private static final List<ArffAttribute> ATTRIBUTES =
      List.of(
          ArffAttribute.minuteOfDay("date"),
          ArffAttribute.dayOfWeek("date"),
          ArffAttribute.number("distance"),
          ArffAttribute.category("origin"),
          ArffAttribute.above("delay", 15));

  @TempDir private Path folder;

  @Test
  void usageExample() throws IOException {
    assertThat(write(FLIGHTS, ATTRIBUTES, BenchStream.ALL)).isEqualTo(3);
    assertThat(written())
        .isEqualTo(
            """
            @relation data.csv
            @attribute minuteOfDay numeric
            @attribute dayOfWeek {0,1,2,3,4,5,6}
            @attribute distance numeric
            @attribute origin {ATL,LAS,'O\\'Hare'}
            @attribute delay {0,1}
            @data
            1,0,2176,LAS,1
            810,1,?,ATL,0
            1439,6,405,'O\\'Hare',0
            """);
  }

  @Test
  void knowsOfTheRowsUpToTheLimitOnly() throws IOException {
    assertThat(write(FLIGHTS, List.of(ArffAttribute.category("origin")), 1)).isEqualTo(1);
    assertThat(written()).endsWith("{LAS}\n@data\nLAS\n");
  }

  @Test
  void keepsTheClassesInTheOrderGiven() throws IOException {
    List<ArffAttribute> attributes = List.of(ArffAttribute.category("origin", "O'Hare", "LAS"));
    write(FLIGHTS, attributes, 1);
    assertThat(written()).contains("@attribute origin {'O\\'Hare',LAS}");
  }

  @Test
  void leavesNoRowOut() {
    assertThatThrownBy(() -> write(FLIGHTS + "2001-01-08 00:00,1\n", ATTRIBUTES, BenchStream.ALL))
        .isInstanceOf(DataFileException.class)
        .hasMessageContaining("data.csv line 5");
  }

  @Test
  void namesAColumnThatIsNotThere() {
    List<ArffAttribute> attributes = List.of(ArffAttribute.number("speed"));
    assertThatThrownBy(() -> write(FLIGHTS, attributes, 1))
        .hasMessageContaining("has no column speed, only [date, delay, distance, origin]");
  }

  private long write(String csv, List<ArffAttribute> attributes, long limit) throws IOException {
    Path data = Files.writeString(folder.resolve("data.csv"), csv);
    return new ArffFile(attributes, limit).write(data, folder.resolve("data.arff"));
  }

  private String written() throws IOException {
    return Files.readString(folder.resolve("data.arff"));
  }
}
