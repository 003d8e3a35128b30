package io.gradstream.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.model.targets.ClassRows;
import io.gradstream.model.targets.MultiClassTarget;
import io.gradstream.model.targets.OpenClassTarget;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Class centers beside the same from all that was ever seen. */
class ClassCentersTest {

  private static final int WIDTH = 3;
  private static final int CLASSES = 3;

  private record Example(float[] row, int label) {}

  /** What is said of a row. */
  private record Said(double[] likelihoods, double[] probabilities) {}

  private static ClassRows rows(int classes) {
    return ClassRows.of(
        new MultiClassTarget(IntStream.range(0, classes).mapToObj(Integer::toString).toList()));
  }

  /** The second class is seldom, the third never at first. */
  private static List<Example> examples(int count, long seed) {
    Random random = new Random(seed);
    List<Example> examples = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      int label = random.nextInt(10) == 0 ? 1 : n > count / 2 && random.nextInt(3) == 0 ? 2 : 0;
      float[] row = new float[WIDTH];
      for (int i = 0; i < WIDTH; i++) {
        row[i] = (float) (0.5 * label * i + (1 + 0.3 * label) * random.nextGaussian());
      }
      examples.add(new Example(row, label));
    }
    return examples;
  }

  private static Said ask(ClassCenters centers, float[] row, int classes) {
    Said said = new Said(new double[classes], new double[classes]);
    centers.ask(row, 0, said.likelihoods(), said.probabilities(), 0);
    return said;
  }

  private static Said learn(ClassCenters centers, Example example, int classes) {
    Said said = ask(centers, example.row(), classes);
    centers.learn(example.row(), 0, example.label(), said.likelihoods(), said.probabilities(), 0);
    return said;
  }

  @Test
  void isTheFormulaOverAllThatWasSeen() {
    ClassCenters centers = new ClassCenters(WIDTH, rows(CLASSES));
    List<Example> seen = new ArrayList<>();
    double power = 1;
    double curvature = 100;
    for (Example next : examples(400, 1)) {
      double[] likelihoods = likelihoods(seen, next.row());
      double[] expected = probabilities(seen, likelihoods, power);
      Said said = learn(centers, next, CLASSES);

      assertThat(said.likelihoods()).containsExactly(likelihoods, within(1e-8));
      assertThat(said.probabilities()).containsExactly(expected, within(1e-6));
      double step = 1e-4; // slope and curvature of the log loss by finite differences
      double here = -Math.log(expected[next.label()]);
      double above = -Math.log(probabilities(seen, likelihoods, power + step)[next.label()]);
      double below = -Math.log(probabilities(seen, likelihoods, power - step)[next.label()]);
      curvature = Math.min(10_000, curvature + (above - 2 * here + below) / (step * step));
      power = Math.min(1, Math.max(0.01, power - (above - below) / (2 * step) / curvature));
      seen.add(next);
    }
    assertThat(power).isLessThan(1);
  }

  private static double[] probabilities(List<Example> seen, double[] likelihoods, double power) {
    double[] joint = new double[CLASSES];
    for (int c = 0; c < CLASSES; c++) {
      double times = 0.5;
      for (int n = 0; n < seen.size(); n++) {
        times += seen.get(n).label() == c ? Math.pow(1 - 1.0 / 20_000, seen.size() - 1 - n) : 0;
      }
      joint[c] = times * Math.exp(power * likelihoods[c]);
    }
    double all = Arrays.stream(joint).sum();
    return Arrays.stream(joint).map(of -> of / all).toArray();
  }

  /** Logarithms of densities, from weighted sums in two passes. */
  private static double[] likelihoods(List<Example> seen, float[] row) {
    double[] counts = new double[CLASSES];
    double[][] means = new double[CLASSES][WIDTH];
    double[][] squares = new double[CLASSES][WIDTH];
    for (int c = 0; c < CLASSES; c++) {
      int label = c;
      List<Example> own = seen.stream().filter(of -> of.label() == label).toList();
      double[] weights = new double[own.size()];
      Arrays.setAll(weights, n -> Math.pow(1 - 1.0 / 2000, own.size() - 1 - n));
      counts[c] = Arrays.stream(weights).sum();
      for (int i = 0; i < WIDTH; i++) {
        for (int n = 0; n < own.size(); n++) {
          means[c][i] += weights[n] * own.get(n).row()[i] / counts[c];
        }
        for (int n = 0; n < own.size(); n++) {
          squares[c][i] += weights[n] * Math.pow(own.get(n).row()[i] - means[c][i], 2);
        }
      }
    }
    double all = 1 + Arrays.stream(counts).sum();
    double[] likelihoods = new double[CLASSES];
    for (int c = 0; c < CLASSES; c++) {
      for (int i = 0; i < WIDTH; i++) {
        double middle = 0;
        double within = 1;
        for (int of = 0; of < CLASSES; of++) {
          middle += counts[of] * means[of][i] / all;
          within += squares[of][i];
        }
        double center = (counts[c] * means[c][i] + 2 * middle) / (counts[c] + 2);
        double variance = (squares[c][i] + 30 * within / all) / (counts[c] + 30) + 0.01;
        double wider = variance * (1 + 1 / (counts[c] + 2));
        likelihoods[c] -= Math.pow(row[i] - center, 2) / wider / 2 + Math.log(wider) / 2;
      }
    }
    return likelihoods;
  }

  /** One of five hundred, aside by two deviations: the best there is has an AUC of 0.92. */
  @Test
  void aRareClassIsRankedAsByWhoKnowsWhereItLies() {
    ClassCenters centers = new ClassCenters(2, rows(2));
    Random random = new Random(2);
    List<double[]> ranked = new ArrayList<>(); // said, known
    List<Boolean> rare = new ArrayList<>();
    for (int n = 0; n < 60_000; n++) {
      int label = random.nextInt(500) == 0 ? 1 : 0;
      float[] row = {(float) (random.nextGaussian() + 2 * label), (float) random.nextGaussian()};
      double said = learn(centers, new Example(row, label), 2).probabilities()[1];
      if (n >= 10_000) {
        ranked.add(new double[] {said, row[0]});
        rare.add(label == 1);
      }
    }

    assertThat(area(ranked, rare, 1)).isBetween(0.89, 0.95);
    assertThat(area(ranked, rare, 0)).isGreaterThan(area(ranked, rare, 1) - 0.01);
  }

  private static double area(List<double[]> ranked, List<Boolean> rare, int by) {
    List<Integer> order =
        IntStream.range(0, rare.size())
            .boxed()
            .sorted((a, b) -> Double.compare(ranked.get(a)[by], ranked.get(b)[by]))
            .toList();
    double below = 0;
    double right = 0;
    double positives = 0;
    for (int at : order) {
      right += rare.get(at) ? below : 0;
      positives += rare.get(at) ? 1 : 0;
      below += rare.get(at) ? 0 : 1;
    }
    return right / positives / below;
  }

  /** What it knows of the class is the same bits; what all are like has changed a little. */
  @Test
  void aRareClassForgetsNothingWhileOthersCome() {
    ClassCenters centers = new ClassCenters(1, rows(2));
    for (int n = 0; n < 200; n++) {
      learn(centers, new Example(new float[] {3 + n % 2}, 1), 2);
    }
    for (int n = 0; n < 30_000; n++) {
      learn(centers, new Example(new float[] {n % 3 - 1}, 0), 2);
    }

    assertThat(ask(centers, new float[] {3.5f}, 2).probabilities()[1]).isGreaterThan(0.5);
    assertThat(ask(centers, new float[] {0}, 2).probabilities()[1]).isLessThan(1e-4);
  }

  @Test
  void whatIsFarFromAllIsLikelierOfAClassThatNobodyKnows() {
    ClassCenters centers = new ClassCenters(2, rows(2));
    Random random = new Random(3);
    for (int n = 0; n < 1000; n++) {
      float[] row = {(float) random.nextGaussian(), (float) random.nextGaussian()};
      learn(centers, new Example(row, 0), 2);
    }
    double[] near = ask(centers, new float[] {0, 0}, 2).probabilities();
    double[] far = ask(centers, new float[] {3, -3}, 2).probabilities();

    assertThat(far[1]).isBetween(5 * near[1], 0.5);
  }

  /** Four times the same input: each is believed by a quarter. */
  @Test
  void inputsThatSayTheSameAreNotBelievedTwice() {
    ClassCenters once = new ClassCenters(1, rows(2));
    ClassCenters fourTimes = new ClassCenters(4, rows(2));
    Random random = new Random(4);
    double[] losses = new double[2];
    for (int n = 0; n < 10_000; n++) {
      int label = random.nextInt(3) == 0 ? 1 : 0;
      float x = (float) (label + random.nextGaussian());
      double alone = learn(once, new Example(new float[] {x}, label), 2).probabilities()[label];
      double together =
          learn(fourTimes, new Example(new float[] {x, x, x, x}, label), 2).probabilities()[label];
      losses[0] -= n < 2000 ? 0 : Math.log(alone);
      losses[1] -= n < 2000 ? 0 : Math.log(together);
    }

    assertThat(losses[1]).isCloseTo(losses[0], within(0.01 * losses[0]));
  }

  @Test
  void classesThatAreStillToBeMetTakeNoPart() {
    ClassRows open = ClassRows.of(new OpenClassTarget(List.of("a", "b"), 7, 0, false));
    ClassCenters some = new ClassCenters(WIDTH, open);
    ClassCenters all = new ClassCenters(WIDTH, rows(3));
    open.learned("c");
    for (Example next : examples(100, 5)) {
      Said said = learn(some, next, 7);
      assertThat(Arrays.copyOf(said.probabilities(), 3))
          .isEqualTo(learn(all, next, 3).probabilities());
      assertThat(Arrays.copyOfRange(said.probabilities(), 3, 7)).containsOnly(0);
    }
  }

  @Test
  void whateverComesProbabilitiesAreSome() {
    int wide = 300;
    ClassCenters centers = new ClassCenters(wide, rows(2));
    float[] constant = new float[wide];
    float[] huge = new float[wide];
    Arrays.fill(huge, Float.MAX_VALUE);
    for (int n = 0; n < 60; n++) {
      for (float[] row : List.of(constant, huge, constant)) {
        double[] said = learn(centers, new Example(row, n % 2), 2).probabilities();
        assertThat(DoubleStream.of(said)).allMatch(of -> of >= 0 && of <= 1);
        assertThat(DoubleStream.of(said).sum()).isCloseTo(1, within(1e-9));
      }
    }
  }

  @Test
  void stateReadBackGoesOnBitForBit() throws IOException {
    List<Example> all = examples(300, 6);
    ClassCenters undisturbed = new ClassCenters(WIDTH, rows(CLASSES));
    ClassCenters restored = new ClassCenters(WIDTH, rows(CLASSES));
    all.subList(0, 9).forEach(next -> learn(restored, next, CLASSES)); // must leave no trace
    all.subList(0, 120).forEach(next -> learn(undisturbed, next, CLASSES));
    restored.read(new DataInputStream(new ByteArrayInputStream(bytes(undisturbed))));
    for (Example next : all.subList(120, 300)) {
      assertThat(learn(restored, next, CLASSES).probabilities())
          .isEqualTo(learn(undisturbed, next, CLASSES).probabilities());
    }

    assertThat(bytes(restored)).isEqualTo(bytes(undisturbed));
    restored.clear();
    assertThat(bytes(restored)).isEqualTo(bytes(new ClassCenters(WIDTH, rows(CLASSES))));
  }

  @Test
  void numbersThatCannotBeAreRefused() throws IOException {
    ClassCenters centers = new ClassCenters(WIDTH, rows(CLASSES));
    byte[] bytes = bytes(centers);
    for (int at = 0; at < bytes.length; at += Double.BYTES) {
      byte[] altered = bytes.clone();
      Arrays.fill(altered, at, at + 2, (byte) 0xff); // no number
      assertThatThrownBy(() -> centers.read(new DataInputStream(new ByteArrayInputStream(altered))))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("class centers must be in");
    }
  }

  private static byte[] bytes(ClassCenters centers) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    centers.write(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }
}
