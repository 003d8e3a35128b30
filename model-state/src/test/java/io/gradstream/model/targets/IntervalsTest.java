package io.gradstream.model.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.features.encode.StateBytes;
import io.gradstream.schemas.MalformedRecordException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntervalsTest {

  private static final int LABELS = 20_000;
  private static final int LAST = 5_000;

  @Test
  void usageExample() {
    Random random = new Random(1);
    Intervals intervals = new Intervals(0.9);
    for (int i = 0; i < 1000; i++) {
      intervals.learn(20, 20 + random.nextGaussian());
    }

    assertThat(intervals.lower(20)).isCloseTo(20 - 1.645, within(0.5));
    assertThat(intervals.upper(20)).isCloseTo(20 + 1.645, within(0.5));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.8, 0.9, 0.95, 0.99})
  void thereAreNoneBeforeTheFirstErrorsWouldCoverThatMany(double coverage) {
    Intervals intervals = new Intervals(coverage);
    long first = Math.round(2 / (1 - coverage)) - 1;
    for (int i = 0; i < first; i++) {
      assertThat(intervals.lower(0)).isNaN();
      assertThat(intervals.upper(0)).isNaN();
      intervals.learn(0, i - 1);
    }

    assertThat(intervals.lower(0)).isCloseTo(-1, within(1e-9));
    assertThat(intervals.upper(0)).isCloseTo(first - 2, within(1e-9));
  }

  @Test
  void boundsAreThoseOfTheFormulaWrittenOut() {
    List<Double> errors = new ArrayList<>();
    Random random = new Random(2);
    Intervals intervals = new Intervals(0.8);
    for (int i = 0; i < 3000; i++) {
      double[] expected = writtenOut(errors, 0.2);
      assertThat(new double[] {intervals.lower(7), intervals.upper(7)}).containsExactly(expected);
      double error = random.nextGaussian() * (1 + i / 100) + (i % 500 == 0 ? 1e6 : 0);
      errors.add(error + 7 - 7); // as it is rounded
      intervals.learn(7, error + 7);
    }
  }

  /** Bounds of an answer of 7 behind those errors, without any state. */
  private static double[] writtenOut(List<Double> errors, double missed) {
    int first = (int) Math.round(2 / missed) - 1;
    if (errors.size() < first) {
      return new double[] {Double.NaN, Double.NaN};
    }
    double scale = 0;
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < first; i++) {
      scale += (Math.abs(errors.get(i)) - scale) / (i + 1);
      least = Math.min(least, errors.get(i));
      most = Math.max(most, errors.get(i));
    }
    double lower = least / scale;
    double upper = most / scale;
    double tail = (1 - 0.8) / 2;
    for (int i = first; i < errors.size(); i++) {
      double score = Math.max(-100, Math.min(100, errors.get(i) / scale));
      lower -= 0.1 * ((score < lower ? 1 : 0) - tail);
      upper += 0.1 * ((score > upper ? 1 : 0) - tail);
      scale += (Math.min(Math.abs(errors.get(i)), 8 * scale) - scale) / Math.min(i + 1, 100);
    }
    return new double[] {7 + lower * scale, 7 + upper * scale};
  }

  @Test
  void errorsWithHeavyTailsAreCovered() {
    Random random = new Random(3);
    requireCoverage(i -> random.nextGaussian() / Math.abs(random.nextGaussian())); // Cauchy's
  }

  @Test
  void errorsOfAChangingSpreadAreCovered() {
    Random random = new Random(4);
    requireCoverage(i -> random.nextGaussian() * (1 + 5 * Math.pow(Math.sin(i / 300.0), 2)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {100, 0.01})
  void aUnitThatChangesIsFollowed(double unit) {
    Random random = new Random(5);
    requireCoverage(i -> random.nextGaussian() * (i < LABELS - LAST ? 1 : unit));
  }

  @Test
  void aSeriesThatDriftsAwayFromItsAnswersIsCovered() {
    Random random = new Random(6);
    double[] level = {0};
    requireCoverage(i -> level[0] += random.nextGaussian() / 50);
  }

  @Test
  void labelsThatAreAlmostAlwaysToldExactlyAreCovered() {
    Random random = new Random(7);
    requireCoverage(i -> random.nextInt(5) == 0 ? random.nextGaussian() : 0);
  }

  private static void requireCoverage(IntToDoubleFunction errors) {
    for (double coverage : new double[] {0.8, 0.9, 0.95}) {
      int covered = 0;
      Intervals intervals = new Intervals(coverage);
      for (int i = 0; i < LABELS; i++) {
        double answer = 3;
        double label = answer + errors.applyAsDouble(i);
        boolean isWithin = intervals.lower(answer) <= label && label <= intervals.upper(answer);
        covered += i >= LABELS - LAST && isWithin ? 1 : 0;
        intervals.learn(answer, label);
      }
      assertThat((double) covered / LAST).isCloseTo(coverage, within(0.02));
    }
  }

  @Test
  void skewedErrorsHaveBoundsAtUnequalDistances() {
    Random random = new Random(8);
    Intervals intervals = new Intervals(0.9);
    for (int i = 0; i < LABELS; i++) {
      intervals.learn(0, -Math.log(1 - random.nextDouble()));
    }

    assertThat(intervals.lower(0)).isCloseTo(0.05, within(0.1));
    assertThat(intervals.upper(0)).isCloseTo(3, within(0.8));
  }

  @Test
  void whatWasMissedIsWhatTheBoundsHaveMoved() {
    Random random = new Random(9);
    Intervals intervals = new Intervals(0.9);
    for (int i = 0; i < 19; i++) {
      intervals.learn(0, i % 2 == 0 ? 1 : -1); // a scale of 1, which stays
    }
    int above = 0;
    for (int i = 0; i < 500; i++) {
      double label = random.nextBoolean() ? 1 : -1;
      above += label > intervals.upper(0) ? 1 : 0;
      double before = intervals.upper(0);
      intervals.learn(0, label);
      assertThat(Math.abs(intervals.upper(0) - before)).isLessThan(0.1);
    }

    assertThat(above / 500.0 - 0.05)
        .isCloseTo((intervals.upper(0) - 1) / (0.1 * 500), within(1e-9));
  }

  @Test
  void whatIsNoNumberIsNotLearned() {
    Intervals intervals = learned();
    double upper = intervals.upper(1);
    intervals.learn(Double.NaN, 1);
    intervals.learn(1, Double.NEGATIVE_INFINITY);
    intervals.learn(-Double.MAX_VALUE, Double.MAX_VALUE);

    assertThat(intervals.upper(1)).isEqualTo(upper);
    assertThat(intervals.upper(Double.NaN)).isNaN();
    assertThat(intervals.lower(Double.POSITIVE_INFINITY)).isNaN();
  }

  @Test
  void boundsNeverCross() {
    Intervals intervals = new Intervals(0.5);
    for (int i = 0; i < 5000; i++) {
      intervals.learn(0, i % 100 == 0 ? 1e-3 : i % 7 - 3);
      assertThat(intervals.lower(0))
          .satisfiesAnyOf(
              lower -> assertThat(lower).isNaN(),
              lower -> assertThat(lower).isLessThanOrEqualTo(intervals.upper(0)));
    }
  }

  @Test
  void whatIsRestoredGoesOnToTheSameBits() {
    Intervals all = learned();
    Intervals restored = new Intervals(0.9);
    StateBytes.restore("bounds", StateBytes.write(all::write), restored::read);
    Random random = new Random(11);
    for (int i = 0; i < 300; i++) {
      double label = random.nextGaussian();
      all.learn(0, label);
      restored.learn(0, label);

      assertThat(restored.lower(0)).isEqualTo(all.lower(0));
      assertThat(restored.upper(0)).isEqualTo(all.upper(0));
    }
  }

  @Test
  void whatCannotBeAreRefused() {
    byte[] bytes = StateBytes.write(learned()::write);
    bytes[1] = 1; // more labels than are counted

    assertThatThrownBy(() -> StateBytes.restore("bounds", bytes, new Intervals(0.9)::read))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessageContaining("labels must be in 0..100");
  }

  private static Intervals learned() {
    Random random = new Random(10);
    Intervals learned = new Intervals(0.9);
    for (int i = 0; i < 200; i++) {
      learned.learn(0, random.nextGaussian());
    }
    return learned;
  }
}
