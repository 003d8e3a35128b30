package io.gradstream.benchmarks.anomalies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.workbench.table.DataFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NabScorerTest {

  @TempDir Path folder;

  private final NabSeries one =
      series("a", 400, new NabSeries.Window(100, 139), new NabSeries.Window(300, 319));
  private final NabSeries two = series("b", 250, new NabSeries.Window(200, 224));

  private static NabSeries series(String name, int rows, NabSeries.Window... windows) {
    List<String> rowsOf = IntStream.range(0, rows).mapToObj(Integer::toString).toList();
    return new NabSeries(name, rowsOf, rowsOf, List.of(windows));
  }

  private static double[] scores(NabSeries of, IntToDoubleFunction score) {
    return IntStream.range(0, of.rows()).mapToDouble(score).toArray();
  }

  private static NabScorer.Outcome best(NabSeries one, double[] ofOne, NabSeries two, double[] of) {
    NabScorer scorer = new NabScorer();
    scorer.add(one, ofOne);
    scorer.add(two, of);
    return scorer.best();
  }

  @Test
  void whoNeverAlarmsHasNothingAndWhoAlarmsAtEveryFirstRowAlone100() {
    double[] flatOne = new double[one.rows()];
    double[] flatTwo = new double[two.rows()];
    assertThat(best(one, flatOne, two, flatTwo).score()).isZero();
    flatOne[100] = 1;
    flatOne[300] = 1;
    flatTwo[200] = 1;

    assertThat(best(one, flatOne, two, flatTwo)).isEqualTo(new NabScorer.Outcome(100, 1, 3, 0));
  }

  /** Of NAB's own sweeper.py (numenta/NAB ea702d75), over the same rows. */
  @Test
  void itIsTheScoreThatTheBenchmarkGives() {
    NabScorer.Outcome outcome = best(one, noise(one, 17), two, noise(two, 5));

    assertThat(outcome.score()).isCloseTo(74.07322210343268, within(1e-9));
    assertThat(outcome.threshold()).isEqualTo(0.98);
    assertThat(outcome.falseAlarms()).isEqualTo(12);
  }

  private static double[] noise(NabSeries of, long seed) {
    long[] x = {seed};
    double[] scores =
        scores(
            of,
            row -> {
              x[0] = (x[0] * 7919 + 104729) % 1_000_003;
              return x[0] % 1000 / 1000.0;
            });
    for (NabSeries.Window window : of.windows()) {
      scores[(window.first() + window.last()) / 2] = 0.98;
    }
    return scores;
  }

  @Test
  void seriesAreReadWrittenAndScored() throws IOException {
    Files.createDirectories(folder.resolve("data/x"));
    Files.createDirectories(folder.resolve("labels"));
    StringBuilder rows = new StringBuilder("timestamp,value\n");
    IntStream.range(10, 60).forEach(i -> rows.append("2014-04-01 00:00:" + i + ",1.5\n"));
    Files.writeString(folder.resolve("data/x/y.csv"), rows);
    Files.writeString(
        folder.resolve("labels/combined_windows.json"),
        "{\"x/y.csv\": [[\"2014-04-01 00:00:40.000000\", \"2014-04-01 00:00:45.000000\"]]}");
    Path alarms =
        Files.writeString(
            folder.resolve("alarms.csv"), "row,time,key,score,alarm\n30,0,x/y.csv,0.9,1\n");

    NabCorpus corpus = NabCorpus.read(folder);
    corpus.write(folder.resolve("all.csv.gz"));

    assertThat(corpus.series().get(0).windows()).containsExactly(new NabSeries.Window(30, 35));
    assertThat(NabScores.ofLearner(corpus, alarms).score()).isEqualTo(100);
  }

  @Test
  void whatIsNotThereIsNamed() {
    assertThatThrownBy(() -> NabCorpus.read(folder))
        .isInstanceOf(DataFileException.class)
        .hasMessageContaining("combined_windows.json is not there: name a folder that has data");
  }
}
