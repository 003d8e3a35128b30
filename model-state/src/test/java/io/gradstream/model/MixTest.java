package io.gradstream.model;

import static org.assertj.core.api.Assertions.assertThat;
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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How members answer together, against the formulas over all that was ever said. */
class MixTest {

  private static final int MEMBERS = 3;
  private static final int LEADER = 1; // where labels tell more

  /** What each member said, [members, classes], and the label. */
  private record Said(double[][] probabilities, int label) {}

  /** The first member knows most, the last nothing. */
  private static List<Said> said(int classes, int count, long seed) {
    Random random = new Random(seed);
    List<Said> said = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      int label = random.nextInt(3) == 0 ? 0 : classes - 1;
      double[][] probabilities = new double[MEMBERS][classes];
      for (int m = 0; m < MEMBERS; m++) {
        double sum = 0;
        for (int c = 0; c < classes; c++) {
          double knows = c == label ? MEMBERS - 1 - m : 0;
          probabilities[m][c] = Math.exp(knows + 0.5 * random.nextGaussian());
          sum += probabilities[m][c];
        }
        for (int c = 0; c < classes; c++) {
          probabilities[m][c] /= sum;
        }
      }
      said.add(new Said(probabilities, label));
    }
    return said;
  }

  private static Mix mix(PoolSpec.Mix how, int classes) {
    return mix(how, rows(classes));
  }

  private static Mix mix(PoolSpec.Mix how, ClassRows rows) {
    return how.isGated()
        ? gated(how == PoolSpec.Mix.INFORMED ? LEADER : -1, how == PoolSpec.Mix.INFORMED, rows)
        : new ClassMix(how, MEMBERS, rows);
  }

  private static Mix gated(int leader, boolean informed, ClassRows rows) {
    boolean[] leads = new boolean[MEMBERS];
    for (int m = 0; m < MEMBERS; m++) {
      leads[m] = m == leader;
    }
    return new GatedMix(new boolean[] {true, true, true}, leads, informed, rows);
  }

  @ParameterizedTest
  @EnumSource
  void classesAreJoinedByTheFormulas(PoolSpec.Mix how) {
    for (int classes : new int[] {2, 4}) {
      boolean gated = how.isGated();
      Mix mix = mix(how, classes);
      int leader = how == PoolSpec.Mix.INFORMED ? LEADER : -1;
      SlowClassMix slow = new SlowClassMix(MEMBERS, gated ? 2 : 1, classes, leader);
      int last = -1;
      for (Said next : said(classes, 600, 1)) {
        double[] answer = mix.combine(next.probabilities(), last);
        double[] expected = slow.answer(how, next.probabilities());

        // Finite differences are a little off, which the losses of the opinions add up.
        assertThat(answer).containsExactly(expected, within(gated ? 2e-4 : 1e-5));
        assertThat(Arrays.stream(answer).sum()).isCloseTo(1, within(1e-5));
        mix.update(next.probabilities(), last, next.label());
        slow.learn(next.probabilities(), next.label());
        last = next.label();
      }
    }
  }

  /** Of one of a hundred that is rare one member knows something, and loses little by it. */
  @Test
  void whoKnowsARareClassIsTrustedWhereLabelsTellMore() {
    Mix gate = mix(PoolSpec.Mix.GATE, 2);
    Mix informed = mix(PoolSpec.Mix.INFORMED, 2);
    double[] losses = new double[2];
    Random random = new Random(6);
    for (int n = 0, last = -1; n < 20_000; n++) {
      int label = random.nextInt(200) == 0 ? 1 : 0;
      double known = label == 1 ? 0.2 : 0.004;
      double[][] said = {{1 - known, known}, {0.995, 0.005}, {0.995, 0.005}};
      double[] byGate = gate.combine(said, last);
      double[] byInformed = informed.combine(said, last);
      losses[0] -= n < 10_000 ? 0 : Math.log(byGate[label]);
      losses[1] -= n < 10_000 ? 0 : Math.log(byInformed[label]);
      gate.update(said, last, label);
      informed.update(said, last, label);
      last = label;
    }
    assertThat(losses[1]).isLessThan(0.8 * losses[0]);
  }

  /** Far from the members' mean, near the best of them. */
  @Test
  void theBetterMemberIsTrusted() {
    for (PoolSpec.Mix how : new PoolSpec.Mix[] {PoolSpec.Mix.HEDGE, PoolSpec.Mix.STACK}) {
      ClassMix mix = new ClassMix(how, MEMBERS, rows(2));
      ClassMix mean = new ClassMix(PoolSpec.Mix.MEAN, MEMBERS, rows(2));
      double loss = 0;
      double lossOfMean = 0;
      int last = -1;
      for (Said next : said(2, 4000, 2)) {
        double[] answer = mix.combine(next.probabilities(), last);
        double[] ofMean = mean.combine(next.probabilities(), last);
        loss = 0.99 * loss - Math.log(answer[next.label()]);
        lossOfMean = 0.99 * lossOfMean - Math.log(ofMean[next.label()]);
        mix.update(next.probabilities(), last, next.label());
        mean.update(next.probabilities(), last, next.label());
        last = next.label();
      }
      assertThat(mix.loss(0)).isLessThan(mix.loss(1));
      assertThat(mix.loss(1)).isLessThan(mix.loss(2));
      assertThat(loss).as("%s", how).isLessThan(0.85 * lossOfMean);
    }
  }

  /** Pairs of a thousand classes would be a million numbers in every snapshot. */
  @Test
  void ofManyClassesOnlyHowOftenEachIsIsKept() throws IOException {
    ClassMix mix = new ClassMix(PoolSpec.Mix.HEDGE, 1, rows(1000));
    double[][] knowsNothing = new double[1][1000];
    Arrays.fill(knowsNothing[0], 0.001);
    for (int n = 0; n < 2000; n++) {
      mix.combine(knowsNothing, n == 0 ? -1 : (n - 1) % 3);
      mix.update(knowsNothing, n == 0 ? -1 : (n - 1) % 3, n % 3);
    }
    double[] answer = mix.combine(knowsNothing, 1999 % 3);

    assertThat(state(mix)).hasSizeLessThan(50_000);
    assertThat(answer[0]).isGreaterThan(100 * answer[3]);
    assertThat(Arrays.stream(answer).sum()).isCloseTo(1, within(1e-4));
  }

  @Test
  void certaintyThatWasWrongStaysFinite() {
    ClassMix mix = new ClassMix(PoolSpec.Mix.JOINT, 1, rows(2));
    for (int n = 0; n < 100; n++) {
      double[][] wrong = {{n % 2, 1 - n % 2}};
      assertThat(mix.combine(wrong, n == 0 ? -1 : (n - 1) % 2)[1]).isBetween(0.0, 1.0);
      mix.update(wrong, n == 0 ? -1 : (n - 1) % 2, n % 2);
    }
    assertThat(mix.loss(0)).isCloseTo(-Math.log(1e-6), within(1e-9));
  }

  /** Members' values: near the label, far from it, absurd. */
  private static double[][] values(double label, Random random) {
    return new double[][] {
      {label + random.nextGaussian()}, {label + 20 * random.nextGaussian()}, {label + 1e6}
    };
  }

  @ParameterizedTest
  @EnumSource
  void valuesAreJoinedByTheFormula(PoolSpec.Mix how) {
    ValueMix mix = new ValueMix(how, MEMBERS);
    Random random = new Random(3);
    List<double[][]> all = new ArrayList<>();
    List<Double> labels = new ArrayList<>();
    for (int n = 0; n < 400; n++) {
      double label = (float) (100 * random.nextGaussian());
      double[][] said = values(label, random);
      double expected = slowValue(how, said, all, labels);
      assertThat(mix.combine(said, -1)[0])
          .isCloseTo(expected, within(1e-5 * Math.max(1, Math.abs(expected))));
      mix.update(said, -1, (float) label);
      all.add(said);
      labels.add(label);
    }
  }

  private static double slowValue(
      PoolSpec.Mix how, double[][] said, List<double[][]> all, List<Double> labels) {
    double[] losses = new double[MEMBERS];
    double examples = 0;
    for (int n = 0; n < all.size(); n++) {
      double kept = Math.pow(0.99, all.size() - 1 - n);
      examples += kept;
      for (int m = 0; m < MEMBERS; m++) {
        losses[m] += kept * Math.abs(all.get(n)[m][0] - labels.get(n));
      }
    }
    double best = Arrays.stream(losses).min().orElseThrow();
    double total = 0;
    double sum = 0;
    for (int m = 0; m < MEMBERS; m++) {
      boolean equal = how == PoolSpec.Mix.MEAN || examples == 0;
      double share = equal ? 1 : Math.exp(-2 * Math.sqrt(examples) * (losses[m] / best - 1));
      total += share;
      sum += share * said[m][0];
    }
    return sum / total;
  }

  @Test
  void valuesThatAreNoNumbersAreNoLongerHeard() {
    ValueMix mix = new ValueMix(PoolSpec.Mix.JOINT, 2);
    double[][] said = {{5}, {Double.NaN}};
    mix.combine(said, -1);
    mix.update(said, -1, 5.5f);

    assertThat(mix.combine(said, -1)).containsExactly(5);
  }

  @Test
  void whoIsTrustedAndSaysNoNumberIsNotHeard() {
    ValueMix mix = new ValueMix(PoolSpec.Mix.JOINT, 2);
    for (int n = 0; n < 500; n++) {
      mix.update(new double[][] {{5}, {1e9}}, -1, 5);
    }
    assertThat(mix.combine(new double[][] {{Double.NaN}, {7}}, -1)).containsExactly(7);
  }

  @Test
  void aProbabilityThatIsNoNumberPoisonsNothing() {
    ClassMix mix = new ClassMix(PoolSpec.Mix.JOINT, 2, rows(2));
    double[][] said = {{Double.NaN, Double.NaN}, {0.2, 0.8}};
    for (int n = 0; n < 100; n++) {
      assertThat(mix.combine(said, 1)[1]).isBetween(0.0, 1.0);
      mix.update(said, 1, 1);
    }
    assertThat(mix.combine(said, 1)[1]).isGreaterThan(0.6);
  }

  @Test
  void membersThatWereAllRightAreHeardAlike() {
    ValueMix mix = new ValueMix(PoolSpec.Mix.JOINT, 2);
    double[][] said = {{5}, {5}};
    mix.update(said, -1, 5);

    assertThat(mix.combine(new double[][] {{4}, {8}}, -1)).containsExactly(6);
  }

  @ParameterizedTest
  @EnumSource
  void stateReadBackGoesOnBitForBit(PoolSpec.Mix how) throws IOException {
    List<Said> all = said(3, 300, 4);
    Mix undisturbed = mix(how, 3);
    Mix restored = mix(how, 3);
    learn(restored, all.subList(0, 9)); // must leave no trace
    learn(undisturbed, all.subList(0, 120));
    restored.read(new DataInputStream(new ByteArrayInputStream(state(undisturbed))));
    learn(undisturbed, all.subList(120, 300));
    learn(restored, all.subList(120, 300));

    assertThat(state(restored)).isEqualTo(state(undisturbed));
    restored.startAnew();
    assertThat(state(restored)).isEqualTo(state(mix(how, 3)));
  }

  private static void learn(Mix mix, List<Said> all) {
    int last = -1;
    for (Said next : all) {
      mix.combine(next.probabilities(), last);
      mix.update(next.probabilities(), last, next.label());
      last = next.label();
    }
  }

  @Test
  void stateOfValuesReadBackGoesOnBitForBit() throws IOException {
    ValueMix undisturbed = new ValueMix(PoolSpec.Mix.JOINT, MEMBERS);
    Random random = new Random(5);
    for (int n = 0; n < 50; n++) {
      undisturbed.update(values(n, random), -1, n);
    }
    ValueMix restored = new ValueMix(PoolSpec.Mix.JOINT, MEMBERS);
    restored.read(new DataInputStream(new ByteArrayInputStream(state(undisturbed))));
    double[][] said = values(3, random);

    assertThat(restored.combine(said, -1)).isEqualTo(undisturbed.combine(said, -1));
    assertThat(state(restored)).isEqualTo(state(undisturbed));
  }

  private static byte[] state(Mix mix) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    mix.write(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static ClassRows rows(int classes) {
    return ClassRows.of(
        new MultiClassTarget(IntStream.range(0, classes).mapToObj(Integer::toString).toList()));
  }

  /** Rows that no class has claimed yet take no part. */
  @ParameterizedTest
  @EnumSource
  void joinsTheClassesThatThereAreAsIfThereWereNoOthers(PoolSpec.Mix how) {
    ClassRows open = ClassRows.of(new OpenClassTarget(List.of("a", "b"), 7, 0, false));
    Mix some = mix(how, open);
    Mix all = mix(how, rows(3));
    Random random = new Random(4);
    open.learned("c");
    for (int i = 0, last = -1; i < 500; i++) {
      double[][] outputs = new double[MEMBERS][3];
      double[][] wide = new double[MEMBERS][];
      for (int m = 0; m < MEMBERS; m++) {
        double a = random.nextDouble() / 2;
        double b = random.nextDouble() / 2;
        outputs[m] = new double[] {a, b, 1 - a - b};
        wide[m] = Arrays.copyOf(outputs[m], 7);
      }
      int label = random.nextInt(3);
      double[] joined = some.combine(wide, last);
      assertThat(Arrays.copyOf(joined, 3)).isEqualTo(all.combine(outputs, last));
      assertThat(Arrays.copyOfRange(joined, 3, 7)).containsOnly(0);
      some.update(wide, last, label);
      all.update(outputs, last, label);
      last = label;
    }
  }
}
