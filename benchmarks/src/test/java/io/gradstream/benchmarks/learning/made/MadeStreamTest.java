package io.gradstream.benchmarks.learning.made;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Streams are what their names say, and the same everywhere. */
class MadeStreamTest {

  @TempDir private Path folder;

  private List<String[]> rows(MadeStream stream, long seed) throws IOException {
    Path file = folder.resolve(stream.title() + "-" + seed + ".csv");
    if (!Files.exists(file)) {
      stream.write(seed, file);
    }
    return Files.readAllLines(file).stream().map(line -> line.split(",")).toList();
  }

  private List<String> labels(MadeStream stream) throws IOException {
    List<String[]> rows = rows(stream, 1);
    return rows.subList(1, rows.size()).stream().map(row -> row[row.length - 1]).toList();
  }

  private double staying(MadeStream stream) throws IOException {
    List<String> labels = labels(stream);
    long stays =
        IntStream.range(1, labels.size())
            .filter(i -> labels.get(i).equals(labels.get(i - 1)))
            .count();
    return (double) stays / (labels.size() - 1);
  }

  @Test
  void usageExample() throws IOException {
    List<String[]> rows = rows(MadeStream.BLIND_RUNS, 1);

    assertThat(rows.get(0)).containsExactly("x1", "x2", "x3", "x4", "label");
    assertThat(rows.get(1)).containsExactly("0.2614", "0.344", "-0.1233", "0.5456", "k7");
  }

  @ParameterizedTest
  @EnumSource
  void sameSeedMakesTheSameRowsAndAnotherOthers(MadeStream stream) throws IOException {
    Path again = folder.resolve("again.csv");
    stream.write(1, again);
    List<String[]> rows = rows(stream, 1);

    assertThat(Files.readAllLines(again))
        .hasSize(stream.rows() + 1)
        .containsExactlyElementsOf(rows.stream().map(row -> String.join(",", row)).toList());
    assertThat(rows(stream, 2).get(1)).isNotEqualTo(rows.get(1));
  }

  @ParameterizedTest
  @EnumSource
  void everyClassComesAndNoOther(MadeStream stream) throws IOException {
    if (!stream.classes().isEmpty()) {
      assertThat(new TreeSet<>(labels(stream))).isSubsetOf(stream.classes()).hasSizeGreaterThan(1);
    }
  }

  @Test
  void labelsComeInRunsWhereTheyShould() throws IOException {
    assertThat(staying(MadeStream.RUNS)).isCloseTo(0.94, within(0.02));
    assertThat(staying(MadeStream.BLIND_RUNS)).isCloseTo(0.88, within(0.02));
    assertThat(staying(MadeStream.INDEPENDENT)).isCloseTo(0.5, within(0.02));
  }

  @Test
  void oneOfAThousandIsRare() throws IOException {
    long rare = labels(MadeStream.RARE).stream().filter("1"::equals).count();

    assertThat(rare).isBetween(40L, 80L);
  }

  /** A value is nearer to the last of its own series than to the last of any. */
  @Test
  void seriesAreTheirOwn() throws IOException {
    List<String[]> rows = rows(MadeStream.SERIES, 1);
    Map<String, Double> last = new HashMap<>();
    double own = 0;
    double any = 0;
    double before = 0;
    for (String[] row : rows.subList(1, rows.size())) {
      double value = Double.parseDouble(row[2]);
      own += Math.abs(value - last.getOrDefault(row[1], value));
      any += Math.abs(value - before);
      before = value;
      last.put(row[1], value);
    }

    assertThat(own / MadeStream.SERIES.rows()).isBetween(5.0, 12.0);
    assertThat(any / MadeStream.SERIES.rows()).isGreaterThan(100);
  }
}
