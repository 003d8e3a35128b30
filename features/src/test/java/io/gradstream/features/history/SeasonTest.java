package io.gradstream.features.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeasonTest {

  private static final int SEEDS = 60;

  /** A pattern of its own for each seed, under as much noise. */
  private static List<Double> periodic(int period, int count, long seed) {
    Random random = new Random(seed);
    double[] pattern = random.doubles(period, -1.7, 1.7).toArray();
    List<Double> labels = new ArrayList<>();
    for (int t = 0; t < count; t++) {
      labels.add(pattern[t % period] + random.nextGaussian());
    }
    return labels;
  }

  private static Season learned(List<Double> labels) {
    Season season = new Season();
    labels.forEach(season::learn);
    return season;
  }

  @ParameterizedTest
  @ValueSource(ints = {7, 24, 48, 168})
  void theSeasonOfAPeriodicStreamIsFound(int period) {
    for (int seed = 0; seed < 20; seed++) {
      int found = learned(periodic(period, 20 * period + 2000, seed)).period();
      assertThat(found % period).as("seed %d found %d", seed, found).isZero();
      assertThat(found).isPositive();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {7, 24, 48})
  void theSeasonOfTwoClassesIsFound(int period) {
    Season season = new Season();
    for (double value : periodic(period, 3000, 5)) {
      season.learn(value > 0.3 ? 1 : 0);
    }
    assertThat(season.period() % period).isZero();
    assertThat(season.period()).isPositive();
  }

  @Test
  void whiteNoiseHasNone() {
    int found = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      Season season = new Season();
      for (int t = 0; t < 4000; t++) {
        season.learn(random.nextGaussian());
      }
      found += season.period() > 0 ? 1 : 0;
    }
    assertThat(found).isZero();
  }

  @Test
  void aRandomWalkHasNone() {
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      Season season = new Season();
      double label = 0;
      for (int t = 0; t < 4000; t++) {
        label += random.nextGaussian();
        season.learn(label);
      }
      assertThat(season.period()).as("seed %d", seed).isZero();
    }
  }

  @Test
  void tossedCoinsHaveNone() {
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      Season season = new Season();
      for (int t = 0; t < 4000; t++) {
        season.learn(random.nextInt(2));
      }
      assertThat(season.period()).as("seed %d", seed).isZero();
    }
  }

  @Test
  void aConstantLabelHasNone() {
    Season season = new Season();
    for (int t = 0; t < 1000; t++) {
      season.learn(3);
    }
    assertThat(season.period()).isZero();
  }

  @Test
  void aSeasonThatChangesIsFollowed() {
    Season season = learned(periodic(24, 3000, 1));
    assertThat(season.period() % 24).isZero();
    periodic(7, 60_000, 2).forEach(season::learn);

    assertThat(season.period() % 7).isZero();
  }

  /** The faded sums by their definition, over all changes there ever were. */
  @Test
  void sumsAreThoseOfAllChangesFaded() throws IOException {
    List<Double> labels = periodic(24, 900, 3);
    DataInputStream state = state(learned(labels));
    assertThat(state.readLong()).isEqualTo(900);
    assertThat(state.readDouble()).isEqualTo(labels.get(899));
    state.readInt(); // period
    for (int lag = 0; lag <= Season.LONGEST + 1; lag++) {
      double expected = 0;
      for (int t = 1; t < labels.size(); t++) {
        double before = t - lag < 1 ? 0 : change(labels, t - lag);
        double kept = StrictMath.pow(1 - 1 / 20_000.0, labels.size() - 1 - t);
        expected += kept * change(labels, t) * before;
      }
      assertThat(state.readDouble()).as("lag %d", lag).isCloseTo(expected, within(1e-9));
      assertThat(state.readDouble()).isEqualTo(change(labels, 899 - lag));
    }
  }

  private static double change(List<Double> labels, int t) {
    return labels.get(t) - labels.get(t - 1);
  }

  @Test
  void stateReadBackGoesOnBitForBit() throws IOException {
    List<Double> labels = periodic(48, 3000, 4);
    Season undisturbed = learned(labels.subList(0, 777));
    Season restored = learned(periodic(7, 555, 9)); // must leave no trace
    restored.restore(state(undisturbed));
    for (double label : labels.subList(777, 3000)) {
      undisturbed.learn(label);
      restored.learn(label);
      assertThat(restored.period()).isEqualTo(undisturbed.period());
    }
    assertThat(state(restored).readAllBytes()).isEqualTo(state(undisturbed).readAllBytes());
  }

  private static DataInputStream state(Season season) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    season.write(new DataOutputStream(bytes));
    return new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
  }
}
