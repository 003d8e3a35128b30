package io.gradstream.benchmarks.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeaStreamTest {

  @TempDir private Path folder;

  @Test
  void usageExample() throws IOException {
    Path file = folder.resolve("sea.csv");
    SeaStream.write(1, file);
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(1 + 100_000);
    assertThat(lines.subList(0, 3))
        .containsExactly("x1,x2,x3,label", "3.329,6.2431,3.3041,0", "5.9794,1.4126,9.729,1");
  }

  @Test
  void sameSeedMakesTheSameRows() {
    assertThat(rows(7, 1000)).isEqualTo(rows(7, 1000)).isNotEqualTo(rows(8, 1000));
  }

  @Test
  void thetaChangesEachQuarter() {
    List<SeaStream.Row> rows = rows(1, SeaStream.rows());
    List<Double> firsts =
        IntStream.range(0, 4).mapToObj(i -> rows.get(i * SeaStream.CONCEPT).theta()).toList();
    List<Double> lasts =
        IntStream.range(1, 5).mapToObj(i -> rows.get(i * SeaStream.CONCEPT - 1).theta()).toList();
    assertThat(firsts).containsExactly(8.0, 9.0, 7.0, 9.5).isEqualTo(lasts);
  }

  @Test
  void featuresAreUniformUpToTen() {
    List<SeaStream.Row> rows = rows(2, SeaStream.rows());
    assertThat(rows.stream().flatMapToDouble(SeaStreamTest::features))
        .allMatch(x -> x >= 0 && x <= 10);
    assertThat(rows.stream().flatMapToDouble(SeaStreamTest::features).average().orElseThrow())
        .isEqualTo(5, within(0.02));
  }

  /** Of a square of side 10 the part below the diagonal at theta <= 10 is theta^2 / 200. */
  @Test
  void ofEachConceptTheExpectedShareIsBelowThetaAndATenthIsWrong() {
    List<SeaStream.Row> rows = rows(3, SeaStream.rows());
    for (int concept = 0; concept < 4; concept++) {
      List<SeaStream.Row> part =
          rows.subList(concept * SeaStream.CONCEPT, (concept + 1) * SeaStream.CONCEPT);
      double theta = part.get(0).theta();
      assertThat(share(part.stream().filter(SeaStreamTest::isBelow)))
          .isEqualTo(theta * theta / 200, within(0.01));
      assertThat(share(part.stream().filter(row -> isBelow(row) != (row.label() == 1))))
          .isEqualTo(0.1, within(0.01));
    }
  }

  private static boolean isBelow(SeaStream.Row row) {
    return Math.round(1e4 * (row.x1() + row.x2())) <= Math.round(1e4 * row.theta());
  }

  private static double share(Stream<SeaStream.Row> rows) {
    return (double) rows.count() / SeaStream.CONCEPT;
  }

  private static DoubleStream features(SeaStream.Row row) {
    return DoubleStream.of(row.x1(), row.x2(), row.x3());
  }

  private static List<SeaStream.Row> rows(long seed, int count) {
    SeaStream stream = new SeaStream(seed);
    return Stream.generate(stream::next).limit(count).toList();
  }
}
