package io.gradstream.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.model.targets.BinaryTarget;
import io.gradstream.model.targets.RowLoss;
import io.gradstream.schemas.MetricReport.Measure;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recent scores against the plain definition, over sequences that were written down. */
final class RecentScoresTest {

  private static final Offset<Double> NEAR = within(1e-6); // outputs are floats

  private static Map<String, Double> measures(Scores scores) {
    return scores.measures().stream().collect(Collectors.toMap(Measure::name, Measure::value));
  }

  /** Each of n examples counts 0.999 to the power of its age. */
  private static double fading(int n, IntToDoubleFunction of) {
    double sum = 0;
    double count = 0;
    for (int i = 0; i < n; i++) {
      sum += Math.pow(0.999, n - 1 - i) * of.applyAsDouble(i);
      count += Math.pow(0.999, n - 1 - i);
    }
    return sum / count;
  }

  /** Of n examples, how many the window holds: 49 hundreds, and those of the hundred begun. */
  private static int inWindow(int n) {
    return n <= 5000 ? n : 4900 + (n - 1) % 100 + 1;
  }

  /** Of the last ones of n examples. */
  private static double window(int n, int last, IntToDoubleFunction of) {
    int first = n - last;
    double sum = 0;
    for (int i = first; i < n; i++) {
      sum += of.applyAsDouble(i);
    }
    return sum / (n - first);
  }

  /** Outputs and labels; in the second half the labels are others. */
  private record Classes(double[][] outputs, int[] labels) {

    static Classes of(int n, int classes) {
      Random random = new Random(7);
      Classes of = new Classes(new double[n][classes], new int[n]);
      for (int i = 0; i < n; i++) {
        of.labels[i] = random.nextInt(2 * i < n ? 2 : classes);
        double sum = 0;
        for (int c = 0; c < classes; c++) {
          of.outputs[i][c] = random.nextFloat() + (c == of.labels[i] ? 0.5f : 0);
          sum += of.outputs[i][c];
        }
        for (int c = 0; c < classes; c++) {
          of.outputs[i][c] /= (float) sum;
        }
      }
      return of;
    }

    double right(int i) {
      int best = 0;
      for (int c = 1; c < outputs[i].length; c++) {
        best = outputs[i][c] > outputs[i][best] ? c : best;
      }
      return best == labels[i] ? 1 : 0;
    }

    double loss(int i) {
      return -Math.log(outputs[i][labels[i]]);
    }

    double noChange(int i) {
      return (i == 0 ? 0 : labels[i - 1]) == labels[i] ? 1 : 0;
    }

    private int before(int i, int label) {
      int count = 0;
      for (int j = 0; j < i; j++) {
        count += labels[j] == label ? 1 : 0;
      }
      return count;
    }

    double majority(int i) {
      int best = 0;
      for (int c = 1; c < outputs[i].length; c++) {
        best = before(i, c) > before(i, best) ? c : best;
      }
      return best == labels[i] ? 1 : 0;
    }

    double priorLoss(int i) {
      return -Math.log((before(i, labels[i]) + 1.0) / (i + outputs[i].length));
    }

    void score(int from, int to, Scores into) {
      for (int i = from; i < to; i++) {
        into.score(outputs[i], labels[i]);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 9, 1000, 5000, 5001, 7300})
  void scoresOfClassesAreByDefinition(int n) {
    Classes of = Classes.of(n, 3);
    ClassScores scores = new ClassScores(3, false);
    of.score(0, n, scores);

    Map<String, Double> measures = measures(scores);

    Map<String, IntToDoubleFunction> definitions =
        Map.of(
            "accuracy",
            of::right,
            "logloss",
            of::loss,
            "no_change",
            of::noChange,
            "majority",
            of::majority,
            "prior_logloss",
            of::priorLoss);
    definitions.forEach(
        (name, definition) -> {
          assertThat(measures.get(name + "_fading")).isCloseTo(fading(n, definition), NEAR);
          assertThat(measures.get(name + "_window"))
              .isCloseTo(window(n, inWindow(n), definition), NEAR);
        });
    assertThat(measures).containsEntry("n_window", (double) inWindow(n));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 999, 5000, 5001, 6150})
  void scoresOfValuesAreByDefinition(int n) {
    Random random = new Random(5);
    double[] labels = random.doubles(n, -3, 40).map(label -> (float) label).toArray();
    double[] outputs = new double[n];
    ValueScores scores = new ValueScores();
    for (int i = 0; i < n; i++) {
      outputs[i] = (float) (labels[i] + random.nextGaussian());
      scores.score(new double[] {outputs[i]}, (float) labels[i]);
    }
    double[] means = new double[n]; // of the labels before
    for (int i = 1; i < n; i++) {
      means[i] = (means[i - 1] * (i - 1) + labels[i - 1]) / i;
    }

    Map<String, Double> measures = measures(scores);

    // By example, from the second on: before the first label there is nothing to say.
    Map<String, IntToDoubleFunction> definitions =
        Map.of(
            "mae",
            i -> Math.abs(outputs[i] - labels[i]),
            "no_change_mae",
            i -> Math.abs(labels[i] - labels[i - 1]),
            "mean_mae",
            i -> Math.abs(labels[i] - means[i]));
    definitions.forEach(
        (name, definition) -> {
          IntToDoubleFunction fromSecond = i -> definition.applyAsDouble(i + 1);
          assertThat(measures.get(name + "_fading"))
              .isCloseTo(fading(n - 1, fromSecond), within(1e-9));
          // where all is in the window, the first example is in it and in no error
          assertThat(measures.get(name + "_window"))
              .isCloseTo(window(n - 1, Math.min(n - 1, inWindow(n)), fromSecond), NEAR);
        });
    assertThat(measures).containsEntry("n_window", (double) inWindow(n));
  }

  @Test
  void lossesOfTextsAreMeansOverTheirTokens() {
    LossScores scores = new LossScores(true);
    scores.score(new RowLoss(6, 3), true);
    scores.score(new RowLoss(Double.NaN, 3), true);
    scores.score(new RowLoss(2, 1), true);

    Map<String, Double> measures = measures(scores);

    assertThat(measures).containsEntry("loss", 2.0).containsEntry("loss_window", 2.0);
    assertThat(measures.get("loss_fading")).isCloseTo(2, within(1e-12));
    assertThat(measures).containsEntry("n_window", 2.0);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 700, 5000, 5650})
  void restoredInTheMiddleTheyGoOnBitForBit(int middle) {
    Classes of = Classes.of(6600, 4);
    ClassScores whole = new ClassScores(4, false);
    of.score(0, 6600, whole);
    ClassScores first = new ClassScores(4, false);
    of.score(0, middle, first);
    ClassScores second = new ClassScores(4, false);
    of.score(0, 1234, second); // what it held before does not stay
    second.restore(first.state());

    assertThat(second.measures()).isEqualTo(first.measures());
    of.score(middle, 6600, second);

    assertThat(second.measures()).isEqualTo(whole.measures());
    assertThat(second.state()).isEqualTo(whole.state());
  }

  @Test
  void aKeyPaysForItsExamplesOnly() {
    Classes of = Classes.of(12_000, 2);
    ClassScores scores = new ClassScores(2, false);
    assertThat(scores.state()).hasSizeLessThan(90);
    of.score(0, 100, scores);
    assertThat(scores.state()).hasSizeLessThan(90 + 45);
    of.score(100, 12_000, scores);
    assertThat(scores.state()).hasSizeBetween(2050, 2200); // 50 blocks of five sums
  }

  @Test
  void ofSeveralModelsFadingScoresAreJoinedAndThereIsNoWindow() {
    Classes of = Classes.of(900, 2);
    ClassScores left = new ClassScores(2, false);
    ClassScores right = new ClassScores(2, false);
    of.score(0, 300, left);
    of.score(300, 900, right);
    double faded = measures(left).get("accuracy_fading");
    double ofRight = measures(right).get("accuracy_fading");
    double weight = (1 - Math.pow(0.999, 300)) / (1 - Math.pow(0.999, 600));

    left.add(new ClassScores(2, false));
    assertThat(measures(left)).containsKey("accuracy_window");
    left.add(right);

    assertThat(measures(left).get("accuracy_fading"))
        .isCloseTo((weight * faded + ofRight) / (weight + 1), within(1e-9));
    assertThat(measures(left)).doesNotContainKeys("accuracy_window", "n_window");
  }

  @Test
  void sumOfOneModelIsThatModels() {
    ClassScores one = new ClassScores(3, false);
    Classes.of(1300, 3).score(0, 1300, one);
    ClassScores sum = new ClassScores(3, false);

    sum.add(one);

    assertThat(sum.measures()).isEqualTo(one.measures());
  }

  @Test
  void scoresOfLateLabelsAreNotKept() {
    Scores late = Scores.ofLateLabels(new BinaryTarget("late"));
    late.score(new double[] {0.75f}, 1);
    late.score(new double[] {0.75f}, 1);
    late.know(1);
    late.score(new double[] {0.75f}, 1);

    assertThat(measures(late)).containsEntry("majority", 1.0 / 3).containsEntry("accuracy", 1.0);
    assertThatThrownBy(late::state).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void damagedStateIsRefused() {
    ClassScores scores = new ClassScores(2, false);
    Classes.of(20, 2).score(0, 20, scores);
    byte[] state = scores.state();
    Arrays.fill(state, state.length - 8, state.length, (byte) 0xff); // the last sum: not a number

    assertThatThrownBy(() -> new ClassScores(2, false).restore(state))
        .isInstanceOf(DamagedStateException.class)
        .hasRootCauseMessage("a recent score must be finite: NaN");
  }
}
