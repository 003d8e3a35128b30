package io.gradstream.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.schemas.MetricReport.Measure;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ScoresTest {

  private static Map<String, Double> measures(Scores scores) {
    return scores.measures().stream().collect(Collectors.toMap(Measure::name, Measure::value));
  }

  /** Scores drawn so that positives rank higher; probabilities around {@code center}. */
  private static double[] probabilities(boolean[] labels, double center, Random random) {
    double[] probabilities = new double[labels.length];
    for (int i = 0; i < labels.length; i++) {
      double logit = Math.log(center / (1 - center)) + random.nextGaussian() + (labels[i] ? 1 : 0);
      probabilities[i] = (float) (1 / (1 + Math.exp(-logit)));
    }
    return probabilities;
  }

  private static boolean[] labels(int size, double rate, Random random) {
    boolean[] labels = new boolean[size];
    for (int i = 0; i < size; i++) {
      labels[i] = random.nextDouble() < rate;
    }
    return labels;
  }

  /** Mann-Whitney: of all pairs, those that rank right, ties half. */
  private static double area(double[] probabilities, boolean[] labels) {
    double right = 0;
    double pairs = 0;
    for (int p = 0; p < labels.length; p++) {
      for (int n = 0; n < labels.length; n++) {
        if (labels[p] && !labels[n]) {
          pairs++;
          right += 0.5 + 0.5 * Math.signum(probabilities[p] - probabilities[n]);
        }
      }
    }
    return right / pairs;
  }

  @Test
  void usageExample() {
    ClassScores scores = new ClassScores(2, true);
    scores.score(new double[] {0.9f}, 1);
    scores.score(new double[] {0.2f}, 0);
    scores.score(new double[] {0.6f}, 0);
    scores.score(new double[] {0.3f}, 0);

    Map<String, Double> measures = measures(scores);

    assertThat(measures).containsEntry("n", 4.0).containsEntry("accuracy", 0.75);
    assertThat(measures).containsEntry("auc", 1.0);
    // Labels 1 0 0 0; no-change says 0 1 0 0; majority says 0 1 0 0 (a tie is class 0).
    assertThat(measures).containsEntry("no_change", 0.5).containsEntry("majority", 0.5);
    assertThat(measures.get("kappa_t")).isCloseTo((0.75 - 0.5) / (1 - 0.5), within(1e-12));
    assertThat(measures.get("kappa_m")).isCloseTo((0.75 - 0.5) / (1 - 0.5), within(1e-12));
    // Labels 1 0 0 0, each as likely as (such labels so far + 1) / (labels so far + 2).
    assertThat(measures.get("prior_logloss"))
        .isCloseTo(-Math.log(1.0 / 2 * 1 / 3 * 2 / 4 * 3 / 5) / 4, within(1e-12));
    double chance = 0.25 * 0.5 + 0.75 * 0.5;
    assertThat(measures.get("kappa")).isCloseTo((0.75 - chance) / (1 - chance), within(1e-12));
    assertThat(measures.get("logloss"))
        .isCloseTo(
            -(Math.log(0.9) + Math.log(0.8) + Math.log(0.4) + Math.log(0.7)) / 4, within(1e-6));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.2, 0.01, 0.0005, 0.999})
  void areaIsThatOfAllPairs(double center) {
    Random random = new Random(3);
    boolean[] labels = labels(4000, 0.3, random);
    double[] probabilities = probabilities(labels, center, random);
    ClassScores scores = new ClassScores(2, true);
    for (int i = 0; i < labels.length; i++) {
      scores.score(new double[] {probabilities[i]}, labels[i] ? 1 : 0);
    }

    assertThat(measures(scores).get("auc")).isCloseTo(area(probabilities, labels), within(1e-3));
  }

  @Test
  void probabilitiesAtTheEdgesRankAsTheyShould() {
    ClassScores scores = new ClassScores(2, true);
    float[] rising = {0, Float.MIN_VALUE, 1e-5f, 0.49999997f, 0.5f, 0.50000006f, 0.99999f, 1};
    for (int i = 0; i < rising.length; i++) {
      scores.score(new double[] {rising[i]}, (i >= 4) ? 1 : 0);
    }

    assertThat(measures(scores)).containsEntry("auc", 1.0).containsEntry("accuracy", 1.0);
  }

  @Test
  void kappasOfManyClassesAreByDefinition() {
    Random random = new Random(5);
    int[] truth = random.ints(500, 0, 4).toArray();
    ClassScores scores = new ClassScores(4, false);
    int[] said = new int[truth.length];
    for (int i = 0; i < truth.length; i++) {
      said[i] = random.nextInt(3) == 0 ? random.nextInt(4) : truth[i];
      double[] output = {0.2f, 0.2f, 0.2f, 0.2f};
      output[said[i]] = 0.4f;
      scores.score(output, truth[i]);
    }

    Map<String, Double> measures = measures(scores);

    double accuracy = rate(i -> said[i] == truth[i], truth.length);
    double noChange = rate(i -> (i == 0 ? 0 : truth[i - 1]) == truth[i], truth.length);
    double chance = 0;
    for (int c = 0; c < 4; c++) {
      int of = c;
      chance += rate(i -> said[i] == of, truth.length) * rate(i -> truth[i] == of, truth.length);
    }
    assertThat(measures.get("accuracy")).isCloseTo(accuracy, within(1e-12));
    assertThat(measures.get("kappa")).isCloseTo((accuracy - chance) / (1 - chance), within(1e-9));
    assertThat(measures.get("kappa_t"))
        .isCloseTo((accuracy - noChange) / (1 - noChange), within(1e-9));
    assertThat(measures).doesNotContainKey("auc");
  }

  private static double rate(java.util.function.IntPredicate test, int size) {
    return IntStream.range(0, size).filter(test).count() / (double) size;
  }

  @Test
  void regressionIsScoredByDefinition() {
    double[] labels = {3, 5, 4, 8};
    double[] outputs = {0, 4, 4, 6};
    ValueScores scores = new ValueScores();
    for (int i = 0; i < labels.length; i++) {
      scores.score(new double[] {outputs[i]}, (float) labels[i]);
    }

    Map<String, Double> measures = measures(scores);

    // Errors 3 1 0 2, the first of them before any label was known.
    assertThat(measures).containsEntry("n", 4.0).containsEntry("mae", (1 + 0 + 2) / 3.0);
    assertThat(measures.get("rmse")).isCloseTo(Math.sqrt((1 + 0 + 4) / 3.0), within(1e-12));
    double spread = Arrays.stream(labels).map(y -> (y - 5) * (y - 5)).sum();
    assertThat(measures.get("r2")).isCloseTo(1 - 5 / spread, within(1e-12));
    assertThat(measures.get("no_change_mae")).isCloseTo((2 + 1 + 4) / 3.0, within(1e-12));
    assertThat(measures.get("mean_mae")).isCloseTo((2 + 0 + 4) / 3.0, within(1e-12));
  }

  @Test
  void measureThatIsNotDefinedYetIsLeftOut() {
    for (Scores scores : List.of(new ClassScores(2, true), new ValueScores())) {
      assertThat(scores.measures())
          .containsExactly(new Measure("n", 0), new Measure("n_scored", 0));
    }
    ClassScores oneClass = new ClassScores(2, true);
    oneClass.score(new double[] {0.1f}, 0);

    assertThat(measures(oneClass)).doesNotContainKeys("auc", "kappa", "kappa_t");
    assertThat(measures(oneClass)).containsEntry("accuracy", 1.0);
  }

  @Test
  void oneValueAloneHasNoScore() {
    ValueScores scores = new ValueScores();
    scores.score(new double[] {4}, 1000);

    assertThat(scores.measures())
        .containsExactly(
            new Measure("n", 1), new Measure("n_scored", 0), new Measure("n_window", 1));
  }

  @Test
  void lateValuesAreScoredOnceOneIsKnown() {
    ValueScores scores = new ValueScores(true, false);
    scores.score(new double[] {0}, 1000);
    scores.score(new double[] {0}, 1003);
    assertThat(scores.measures())
        .containsExactly(
            new Measure("n", 2), new Measure("n_scored", 0), new Measure("n_window", 2));

    scores.know(1000);
    scores.score(new double[] {1001}, 1005);

    assertThat(measures(scores)).containsEntry("n", 3.0).containsEntry("n_window", 3.0);
    assertThat(measures(scores)).containsEntry("mae", 4.0).containsEntry("rmse", 4.0);
    assertThat(measures(scores)).containsEntry("mae_window", 4.0).containsEntry("mae_fading", 4.0);
    assertThat(measures(scores)).containsEntry("no_change_mae", 5.0);
  }

  @Test
  void outputThatIsNotFiniteKnowsNothing() {
    ClassScores binary = new ClassScores(2, true);
    binary.score(new double[] {Float.NaN}, 1);
    binary.score(new double[] {Float.POSITIVE_INFINITY}, 0);
    ClassScores classes = new ClassScores(2, false);
    classes.score(new double[] {Float.NaN, 1}, 1);
    ValueScores values = new ValueScores();
    values.score(new double[] {7}, 7);
    values.score(new double[] {Float.NaN}, 3);
    values.score(new double[] {Float.NEGATIVE_INFINITY}, -5);

    assertThat(measures(binary).get("logloss")).isCloseTo(Math.log(2), within(1e-6));
    assertThat(measures(classes).get("logloss")).isCloseTo(Math.log(2), within(1e-6));
    assertThat(measures(values)).containsEntry("mae", (3 + 5) / 2.0);
    assertThat(measures(values)).containsEntry("rmse", Math.sqrt((9 + 25) / 2.0));
  }

  @Test
  void restoredScoresGoOnAsIfNothingHadHappened() {
    Random random = new Random(9);
    ClassScores whole = new ClassScores(2, true);
    ClassScores first = new ClassScores(2, true);
    boolean[] labels = labels(300, 0.4, random);
    double[] probabilities = probabilities(labels, 0.4, random);
    for (int i = 0; i < 300; i++) {
      whole.score(new double[] {probabilities[i]}, labels[i] ? 1 : 0);
      if (i == 150) {
        byte[] bytes = first.state();
        first = new ClassScores(2, true);
        first.score(new double[] {0.3f}, 1);
        first.restore(bytes);
      }
      first.score(new double[] {probabilities[i]}, labels[i] ? 1 : 0);
    }

    assertThat(first.measures()).isEqualTo(whole.measures());
    assertThat(first.state()).isEqualTo(whole.state());
  }

  @Test
  void stateIsSmallWhileLittleWasScored() {
    ClassScores scores = new ClassScores(2, true);
    scores.score(new double[] {0.3f}, 1);

    assertThat(scores.state()).hasSizeLessThan(140);
  }

  /** Each of the two models had a first label of its own, which its errors begin after. */
  @Test
  void sumOfTwoScoresIsThatOfAllTheirExamples() {
    Random random = new Random(4);
    double[] labels = random.doubles(200, -2, 16).map(label -> (float) label).toArray();
    double[] outputs = new double[200];
    ValueScores left = new ValueScores();
    ValueScores right = new ValueScores();
    for (int i = 0; i < 200; i++) {
      outputs[i] = random.nextFloat();
      (i < 50 ? left : right).score(new double[] {outputs[i]}, (float) labels[i]);
    }

    left.add(right);

    double[] errors =
        IntStream.range(0, 200)
            .filter(i -> i != 0 && i != 50)
            .mapToDouble(i -> Math.abs(outputs[i] - labels[i]))
            .toArray();
    double squares = Arrays.stream(errors).map(error -> error * error).sum();
    double mean = Arrays.stream(labels).average().orElseThrow();
    double spread = Arrays.stream(labels).map(y -> (y - mean) * (y - mean)).sum();
    Map<String, Double> measures = measures(left);
    assertThat(measures).containsEntry("n", 200.0);
    assertThat(measures.get("mae"))
        .isCloseTo(Arrays.stream(errors).average().orElseThrow(), within(1e-9));
    assertThat(measures.get("rmse")).isCloseTo(Math.sqrt(squares / 198), within(1e-9));
    assertThat(measures.get("r2")).isCloseTo(1 - squares / spread, within(1e-9));
  }

  @Test
  void sumOfClassScoresCountsBoth() {
    ClassScores left = new ClassScores(2, true);
    ClassScores right = new ClassScores(2, true);
    left.score(new double[] {0.8f}, 1);
    right.score(new double[] {0.7f}, 0);

    left.add(right);

    assertThat(measures(left)).containsEntry("n", 2.0).containsEntry("auc", 1.0);
    assertThat(measures(left)).containsEntry("accuracy", 0.5);
  }

  @Test
  void runningPriorIsTheSumOfItsSteps() {
    ClassScores scores = new ClassScores(3, false);
    long[] seen = new long[3];
    double loss = 0;
    for (int i = 0; i < 500; i++) {
      int label = i * i % 7 % 3;
      loss -= Math.log((seen[label] + 1.0) / (i + 3));
      seen[label]++;
      scores.score(new double[] {1, 0, 0}, label);
    }
    assertThat(measures(scores).get("prior_logloss")).isCloseTo(loss / 500, within(1e-12));
  }
}
