package io.gradstream.features.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.features.event.Event;
import io.gradstream.features.history.HistoryStream.Labelled;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How numbers and labels move, against lists of all of them. */
class MovementsTest {

  private static final int EVENTS = 3000; // more than any ring holds

  /** All values of one series so far, newest last. */
  private static final class Series {

    private final List<Double> values = new ArrayList<>();

    void add(double value) {
      values.add(value);
    }

    /** The first, where there are fewer; 0 of none. */
    double ago(int ago) {
      int index = Math.max(0, values.size() - Math.max(1, ago));
      return values.isEmpty() ? 0 : values.get(index);
    }

    double mean(double rate) {
      double mean = 0;
      for (int t = 0; t < values.size(); t++) {
        mean += Math.max(rate, 1.0 / (t + 1)) * (values.get(t) - mean);
      }
      return mean;
    }

    double meanOfLast(int count) {
      List<Double> last = values.subList(values.size() - count, values.size());
      return last.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    int size() {
      return values.size();
    }

    /** How often the newest came in a row. */
    int run() {
      int run = 0;
      while (run < size() && values.get(size() - 1 - run).equals(values.get(size() - 1))) {
        run++;
      }
      return run;
    }
  }

  @Test
  void numbersMoveFromTheLastTheirMeansAndTheSeasons() {
    Season season = new Season();
    NumberMovements movements =
        new NumberMovements(HistoryStream.spec(0), List.of("load", "price"), season);
    List<Series> series = List.of(new Series(), new Series());
    int periodWhenLearned = 0;
    int seasons = 0;
    for (Labelled next : HistoryStream.of(0, EVENTS, 1)) {
      double[] values = new double[movements.columns().size()];
      movements.read(next.event(), values, 0);
      for (int f = 0; f < 2; f++) {
        double[] expected = slow(series.get(f), next.event(), f, season, periodWhenLearned);
        for (int i = 0; i < 6; i++) {
          assertThat(values[6 * f + i]).isCloseTo(expected[i], within(1e-8));
        }
        seasons += expected[5] != 0 ? 1 : 0;
      }
      movements.learn(next.event(), next.label());
      periodWhenLearned = season.period();
      season.learn(next.label());
      for (int f = 0; f < 2; f++) {
        double last = series.get(f).ago(1);
        series.get(f).add(next.event().isMissing(f) ? last : next.event().number(f));
      }
    }
    assertThat(seasons).isGreaterThan(EVENTS);
  }

  private static double[] slow(
      Series series, Event event, int field, Season season, int periodWhenLearned) {
    double[] expected = new double[6];
    if (series.size() == 0 || event.isMissing(field)) {
      return expected;
    }
    double value = event.number(field);
    expected[0] = value - series.ago(1);
    expected[1] = value - series.mean(1 / 3.0);
    expected[2] = value - series.mean(1 / 12.0);
    expected[3] = value - series.mean(1 / 50.0);
    int period = season.period();
    if (period > 0 && series.size() >= period) {
      expected[4] = value - series.ago(period);
      expected[5] = periodWhenLearned == period ? value - series.meanOfLast(period) : 0;
    }
    return expected;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void aLabelMovesFromItsLagsItsMeansAndTheSeasons(int classes) {
    Season season = new Season();
    RecentLabels labels = new RecentLabels(HistoryStream.spec(classes));
    LabelMovements movements = new LabelMovements(HistoryStream.spec(classes), labels, season);
    Series series = new Series();
    int seasons = 0;
    for (Labelled next : HistoryStream.of(classes, EVENTS, 1)) {
      double[] values = new double[movements.columns().size()];
      movements.read(next.event(), values, 0);
      double[] expected = slow(series, classes, season.period());
      assertThat(values).containsExactly(expected, within(1e-9));
      seasons += season.period() > 0 ? 1 : 0;
      movements.learn(next.event(), next.label());
      labels.learn(next.label());
      season.learn(next.label());
      series.add(classes == 0 ? next.label() : 2 * next.label() - 1);
    }
    assertThat(seasons).isGreaterThan(EVENTS / 2);
  }

  private static double[] slow(Series series, int classes, int period) {
    double last = series.ago(1);
    double base = classes == 0 ? last : 0;
    double known = series.size() > 0 ? 1 : 0;
    double season = period > 0 ? known : 0;
    return new double[] {
      last,
      series.ago(2) - base,
      series.ago(3) - base,
      known * (series.mean(1 / 3.0) - base),
      known * (series.mean(1 / 10.0) - base),
      known * (series.mean(1 / 40.0) - base),
      known * (series.mean(1 / 200.0) - base),
      season * (series.ago(period) - base),
      season * (series.ago(2 * period) - base),
      classes == 0
          ? season * (series.ago(period) - series.ago(period + 1))
          : Math.log(1 + series.run()) * last
    };
  }

  @Test
  void ofManyClassesEachIsTold() {
    Season season = new Season();
    RecentLabels labels = new RecentLabels(HistoryStream.spec(3));
    LabelMovements movements = new LabelMovements(HistoryStream.spec(3), labels, season);
    Series all = new Series();
    List<Series> shares = List.of(new Series(), new Series(), new Series());
    for (Labelled next : HistoryStream.of(3, EVENTS, 2)) {
      double[] values = new double[movements.columns().size()];
      movements.read(next.event(), values, 0);
      int period = season.period();
      double[] expected = new double[13];
      for (int c = 0; c < 3 && all.size() > 0; c++) {
        expected[4 * c] = shares.get(c).ago(1);
        expected[4 * c + 1] = shares.get(c).mean(1 / 10.0);
        expected[4 * c + 2] = shares.get(c).mean(1 / 200.0);
        boolean known = period > 0 && all.size() >= period;
        expected[4 * c + 3] = known ? shares.get(c).ago(period) : 0;
      }
      expected[12] = Math.log(1 + all.run());
      assertThat(values).containsExactly(expected, within(1e-9));
      movements.learn(next.event(), next.label());
      labels.learn(next.label());
      season.learn(next.label());
      all.add(next.label());
      for (int c = 0; c < 3; c++) {
        shares.get(c).add(next.label() == c ? 1 : 0);
      }
    }
    assertThat(season.period()).isPositive();
  }

  @Test
  void recentLabelsAreTheLastAndTheMeanOfAll() {
    RecentLabels labels = new RecentLabels(HistoryStream.spec(0));
    assertThat(labels.of(1)).isZero();
    for (int t = 1; t <= EVENTS; t++) {
      labels.learn(t);
      assertThat(labels.of(1)).isEqualTo(t);
      assertThat(labels.of(798)).isEqualTo(Math.max(1, t - 797));
      assertThat(labels.mean()).isCloseTo((t + 1) / 2.0, within(1e-9));
    }
  }

  @Test
  void classesThatAreNotToldApartAreOneButForWhoAsksWhichTheyWere() {
    HistorySpec spec =
        new HistorySpec(
            List.of(), List.of(), 3, Set.of(HistoryGroup.LABELS), false, List.of(), 40, 0);
    RecentLabels labels = new RecentLabels(spec);
    LabelMovements movements = new LabelMovements(spec, labels, new Season());
    for (int label : new int[] {0, 7, 31}) {
      movements.learn(Event.of(), Math.min(label, 2));
      labels.learn(label);
    }
    double[] values = new double[movements.columns().size()];
    movements.read(Event.of(), values, 0);

    assertThat(labels.of(1)).isEqualTo(31);
    assertThat(labels.of(2)).isEqualTo(7);
    assertThat(labels.mean()).isCloseTo(4 / 3.0, within(1e-12));
    assertThat(values[movements.columns().indexOf("last.0")]).isZero();
    assertThat(values[movements.columns().indexOf("last.2")]).isEqualTo(1);
    assertThat(values[movements.columns().indexOf("run")]).isEqualTo(StrictMath.log1p(2));
  }
}
