package io.gradstream.network;

import static io.gradstream.network.PlasticCase.tensor;
import static io.gradstream.network.PlasticCase.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.network.spec.Initializer;
import io.gradstream.network.spec.NetworkVector;
import io.gradstream.network.spec.OptimizerSpec;
import io.gradstream.network.spec.PlasticitySpec;
import io.gradstream.network.spec.PlasticitySpec.ContinualBackprop;
import io.gradstream.network.spec.TrainingSpec;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ContinualBackpropTest {

  private static final int BATCH = 8;
  private static final int MATURITY = 6;
  private static final TrainingSpec OFF = TrainingSpec.of(Examples.ADAM);

  static List<PlasticCase> cases() {
    return PlasticCase.all();
  }

  private static Network off(PlasticCase of, TrainingSpec training) {
    return new Network(of.network(), training, BATCH, 1);
  }

  /** One unit is due in the step after the eleventh, and another ten steps later. */
  private static Network on(PlasticCase of, TrainingSpec training) {
    float rate = 0.1f / of.units() + 1e-6f;
    PlasticitySpec plasticity =
        new PlasticitySpec(
            PlasticCase.replacing(2 * rate, MATURITY).continualBackprop(),
            PlasticitySpec.NONE.shrinkAndPerturb());
    return new Network(of.network(), training.with(plasticity), BATCH, 1);
  }

  private static void train(Network network, int from, int to) {
    for (int step = from; step < to; step++) {
      Examples examples = Examples.random(network.spec(), BATCH, step);
      assertThat(examples.train(network).updated()).isTrue();
    }
  }

  /** The units of age 0. */
  private static List<Integer> newUnits(Network network, PlasticCase of) {
    float[] state = Examples.all(network, NetworkVector.UNITS);
    return IntStream.range(0, of.units())
        .filter(unit -> state[of.units() + unit] == 0f)
        .boxed()
        .toList();
  }

  private static int firstReplacement(Network on, PlasticCase of) {
    for (int step = 0; step < 30; step++) {
      train(on, step, step + 1);
      if (!newUnits(on, of).isEmpty()) {
        return step + 1;
      }
    }
    throw new AssertionError("no unit was replaced");
  }

  @Test
  void usageExample() {
    PlasticCase dense = PlasticCase.dense();
    TrainingSpec training = OFF.with(PlasticCase.replacing(0.01f, 20));
    try (Network network = new Network(dense.network(), training, BATCH, 1)) {
      train(network, 0, 100);
      float[] state = Examples.all(network, NetworkVector.UNITS);
      float[] ages = Arrays.copyOfRange(state, 11, 22);
      // 0.01 * 11 units in each of some 80 steps
      assertThat(IntStream.range(0, 11).filter(unit -> ages[unit] < 100).count()).isBetween(3L, 9L);
      assertThat(ages).contains(100f);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void utilityAndMeanAreThoseOfAnIndependentComputation(PlasticCase of) {
    ReferenceUnits reference = new ReferenceUnits(of, PlasticCase.DECAY);
    try (Network on = on(of, OFF)) {
      for (int step = 0; step < 9; step++) {
        float[] before = Examples.all(on, NetworkVector.WEIGHTS);
        train(on, step, step + 1);
        float[] after = Examples.all(on, NetworkVector.WEIGHTS);
        reference.step(on, before, after, Examples.random(of.network(), BATCH, step));
      }
      float[] state = Examples.all(on, NetworkVector.UNITS);
      assertThat(state).hasSize((2 + of.span()) * of.units() + 1);
      for (int unit = 0; unit < of.units(); unit++) {
        assertClose(state[unit], reference.utilities()[unit]);
        assertThat(state[of.units() + unit]).isEqualTo(reference.age());
      }
      for (int i = 0; i < of.span() * of.units(); i++) {
        assertClose(state[2 * of.units() + i], reference.means()[i]);
      }
    }
  }

  private static void assertClose(float actual, double expected) {
    assertThat((double) actual).isCloseTo(expected, within(1e-5 + 1e-4 * Math.abs(expected)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void nothingDiffersUntilTheFirstUnitIsReplaced(PlasticCase of) {
    try (Network on = on(of, OFF);
        Network off = off(of, OFF)) {
      int replaced = firstReplacement(on, of);
      assertThat(replaced).isEqualTo(MATURITY + 5);
      on.reset(1);
      train(on, 0, replaced - 1);
      train(off, 0, replaced - 1);
      assertThat(Examples.all(on, NetworkVector.WEIGHTS))
          .isEqualTo(Examples.all(off, NetworkVector.WEIGHTS));
      assertThat(Examples.all(on, NetworkVector.MOMENTS))
          .isEqualTo(Examples.all(off, NetworkVector.MOMENTS));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theLeastUsefulUnitIsReplacedAndItsReadersTakeOverItsMean(PlasticCase of) {
    ReferenceUnits reference = new ReferenceUnits(of, PlasticCase.DECAY);
    try (Network on = on(of, OFF);
        Network off = off(of, OFF)) {
      int steps = firstReplacement(on, of);
      for (int step = 0; step < steps; step++) {
        float[] before = Examples.all(off, NetworkVector.WEIGHTS);
        train(off, step, step + 1);
        float[] after = Examples.all(off, NetworkVector.WEIGHTS);
        reference.step(off, before, after, Examples.random(of.network(), BATCH, step));
      }
      int unit = reference.leastUseful();
      assertThat(newUnits(on, of)).containsExactly(unit);
      assertOnlyTheUnitDiffers(on, off, of, unit);
      assertBiases(on, off, of, reference, unit);
      assertNothingIsKnownOf(unit, on, of);
    }
  }

  /** Incoming weights are new, outgoing ones zero, and neither has a moment. */
  private static void assertOnlyTheUnitDiffers(Network on, Network off, PlasticCase of, int unit) {
    float[] now = Examples.all(on, NetworkVector.WEIGHTS);
    float[] old = Examples.all(off, NetworkVector.WEIGHTS);
    float[] moments = Examples.all(on, NetworkVector.MOMENTS);
    int incoming = tensor(on, of.layer() + ".weight").size();
    int outgoing = tensor(on, of.reader() + ".weight").offset();
    int biases = tensor(on, of.reader() + ".bias").offset();
    int columns = tensor(on, of.reader() + ".bias").size();
    for (int i = 0; i < now.length; i++) {
      boolean comes = i < incoming && i % of.units() == unit;
      boolean bias = i == incoming + unit;
      boolean goes = i >= outgoing && i < biases && (i - outgoing) / columns % of.units() == unit;
      boolean reads = i >= biases && i < biases + columns;
      if (comes || bias || goes) {
        assertThat(moments[i]).isZero();
        assertThat(moments[now.length + i]).isZero();
      }
      if (comes) {
        assertThat(now[i]).isNotEqualTo(old[i]).isNotZero();
      } else if (bias || goes) {
        assertThat(now[i]).isZero();
      } else if (!reads) {
        assertThat(now[i]).isEqualTo(old[i]);
        assertThat(moments[i]).isEqualTo(Examples.all(off, NetworkVector.MOMENTS)[i]);
      }
    }
  }

  private static void assertBiases(
      Network on, Network off, PlasticCase of, ReferenceUnits reference, int unit) {
    float[] weights = values(off, NetworkVector.WEIGHTS, of.reader() + ".weight");
    float[] old = values(off, NetworkVector.WEIGHTS, of.reader() + ".bias");
    float[] now = values(on, NetworkVector.WEIGHTS, of.reader() + ".bias");
    for (int k = 0; k < now.length; k++) {
      double expected = old[k];
      for (int row = unit; row < weights.length / now.length; row += of.units()) {
        double mean = reference.means()[row % (of.span() * of.units())];
        expected += mean * weights[row * now.length + k];
      }
      assertClose(now[k], expected);
    }
  }

  private static void assertNothingIsKnownOf(int unit, Network on, PlasticCase of) {
    float[] state = Examples.all(on, NetworkVector.UNITS);
    for (int i = unit; i < state.length - 1; i += of.units()) {
      assertThat(state[i]).isZero();
    }
  }

  @Test
  void theFunctionIsThatOfTheNetworkWithoutTheUnit() {
    PlasticCase of = PlasticCase.dense();
    Examples asked = Examples.random(of.network(), BATCH, 99);
    try (Network on = on(of, OFF)) {
      firstReplacement(on, of);
      int unit = newUnits(on, of).get(0);
      asked.stage(on);
      on.predict(BATCH);
      float before = on.output(3, 1);
      float[] weights = on.block(NetworkVector.WEIGHTS, 0);
      weights[unit] = 1000f;
      on.setBlock(NetworkVector.WEIGHTS, 0, weights);
      on.predict(BATCH);
      assertThat(on.output(3, 1)).isEqualTo(before);
    }
  }

  @Test
  void averagedWeightsForgetTheUnitToo() {
    PlasticCase of = PlasticCase.dense();
    TrainingSpec averaging =
        new TrainingSpec(Examples.ADAM, OFF.schedule(), OFF.clipping(), 0f, Initializer.AUTO, 0.9f);
    try (Network on = on(of, averaging)) {
      firstReplacement(on, of);
      int unit = newUnits(on, of).get(0);
      float[] outgoing = values(on, NetworkVector.AVERAGES, "output.weight");
      float[] incoming = values(on, NetworkVector.AVERAGES, "dense1.weight");
      assertThat(Arrays.copyOfRange(outgoing, 3 * unit, 3 * unit + 3)).containsOnly(0f);
      for (int i = unit; i < incoming.length; i += of.units()) {
        assertThat(incoming[i]).isEqualTo(values(on, NetworkVector.WEIGHTS, "dense1.weight")[i]);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aReplayGivesTheSameBitsAndAnotherSeedOthers(PlasticCase of) {
    try (Network one = on(of, OFF);
        Network other = on(of, OFF)) {
      train(one, 0, 60);
      train(other, 0, 60);
      assertSameBits(one, other);
      other.reset(2);
      train(other, 0, 60);
      assertThat(Examples.all(other, NetworkVector.WEIGHTS))
          .isNotEqualTo(Examples.all(one, NetworkVector.WEIGHTS));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aRestoredNetworkContinuesWithTheSameBits(PlasticCase of) {
    try (Network saved = on(of, OFF);
        Network restored = on(of, OFF)) {
      train(restored, 200, 220);
      for (int at = 7; at < 40; at += 8) {
        train(saved, at - 7, at + 1);
        Examples.copy(saved, restored);
      }
      train(saved, 40, 80);
      train(restored, 40, 80);
      assertSameBits(saved, restored);
    }
  }

  private static void assertSameBits(Network one, Network other) {
    for (NetworkVector vector : NetworkVector.values()) {
      assertThat(Examples.all(one, vector)).isEqualTo(Examples.all(other, vector));
    }
  }

  @Test
  void aSkippedUpdateReplacesNothing() {
    PlasticCase of = PlasticCase.dense();
    Examples bad = Examples.random(of.network(), BATCH, 3);
    bad.dense()[1][1] = Float.NaN;
    try (Network on = on(of, OFF)) {
      train(on, 0, 10);
      float[] state = Examples.all(on, NetworkVector.UNITS);
      on.markClean();
      assertThat(bad.train(on).updated()).isFalse();
      assertThat(Examples.all(on, NetworkVector.UNITS)).isEqualTo(state);
      assertThat(on.isDirty(NetworkVector.UNITS, 0)).isFalse();
    }
  }

  @Test
  void whatIsKnownOfUnitsIsTakenOverWithTheirWeights() {
    PlasticCase of = PlasticCase.dense();
    try (Network other = on(of, OFF);
        Network same = on(of, OFF);
        Network off = off(of, OFF)) {
      train(other, 0, 25);
      same.takeOver(other);
      assertSameBits(other, same);
      off.takeOver(other);
      assertThat(off.blocks(NetworkVector.UNITS)).isZero();
      other.takeOver(off);
      assertThat(Examples.all(other, NetworkVector.UNITS))
          .isEqualTo(Examples.all(same, NetworkVector.UNITS));
    }
  }

  @ParameterizedTest
  @EnumSource(Initializer.class)
  void newWeightsAreDrawnAsTheInitializerDrawsThem(Initializer initializer) {
    PlasticCase of = PlasticCase.dense();
    TrainingSpec training =
        new TrainingSpec(
                new OptimizerSpec.Sgd(1e-9f), OFF.schedule(), OFF.clipping(), 0f, initializer, 0f)
            .with(PlasticCase.replacing(0.1f, 1));
    double drawn = 0;
    double first = 0;
    try (Network network = new Network(of.network(), training, BATCH, 1)) {
      for (int seed = 0; seed < 40; seed++) {
        network.reset(seed);
        first += squares(values(network, NetworkVector.WEIGHTS, "dense1.weight"));
        train(network, 0, 60);
        drawn += squares(values(network, NetworkVector.WEIGHTS, "dense1.weight"));
      }
    }
    assertThat(drawn / first).isCloseTo(1, within(0.12));
  }

  private static double squares(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value * value;
    }
    return sum;
  }

  @Tag("alone")
  @Test
  void aStepThatReplacesNothingAllocatesNothing() {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    PlasticCase of = PlasticCase.dense();
    TrainingSpec never = OFF.with(PlasticCase.replacing(1e-6f, 1_000_000_000));
    Examples examples = Examples.random(of.network(), BATCH, 3);
    try (Network network = new Network(of.network(), never, BATCH, 1)) {
      long thread = Thread.currentThread().getId();
      long perStep = Long.MAX_VALUE;
      for (int round = 0; round < 200 && perStep > 24; round++) {
        long before = threads.getThreadAllocatedBytes(thread);
        for (int step = 0; step < 2000; step++) {
          examples.train(network);
        }
        perStep = (threads.getThreadAllocatedBytes(thread) - before) / 2000;
      }
      assertThat(perStep).isLessThanOrEqualTo(24);
    }
  }

  @Test
  void wrongSettingsAreNamed() {
    assertWrong("replacementRate must be in [0.000001, 0.1]", 0f, 1, 0.9f);
    assertWrong("replacementRate must be in [0.000001, 0.1]", 0.2f, 1, 0.9f);
    assertWrong("maturity must be at least 1", 0.01f, 0, 0.9f);
    assertWrong("decay of utilities must be in [0, 0.9999]", 0.01f, 1, 1f);
  }

  private static void assertWrong(String message, float rate, int maturity, float decay) {
    assertThatThrownBy(() -> new ContinualBackprop(rate, maturity, decay))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
