package io.gradstream.network.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.network.Examples;
import io.gradstream.network.Network;
import io.gradstream.network.NetworkPlan;
import io.gradstream.network.StepResult;
import io.gradstream.network.spec.Initializer;
import io.gradstream.network.spec.LayerSpec;
import io.gradstream.network.spec.NetworkVector;
import io.gradstream.network.spec.OptimizerSpec.Sgd;
import io.gradstream.network.spec.ScheduleSpec;
import io.gradstream.network.spec.TrainingSpec;
import io.gradstream.network.spec.TrainingSpec.Clipping;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every layer must do, whatever it computes. */
class LayerContractTest {

  private static final int BATCH = 6;

  private static final TrainingSpec EVERYTHING =
      new TrainingSpec(
          Examples.ADAM,
          new ScheduleSpec.CosineRestarts(5, 2f, 0.1f),
          new Clipping.Norm(1f),
          1e-3f,
          Initializer.AUTO,
          0.9f);

  static List<LayerSubject> subjects() {
    return LayerSubject.all();
  }

  @Test
  void everyKindOfLayerIsHeldToTheContract() {
    Set<Class<?>> held = new HashSet<>();
    subjects().forEach(subject -> held.add(subject.layer().getClass()));
    assertThat(held).isEqualTo(kinds(LayerSpec.class));
  }

  private static Set<Class<?>> kinds(Class<?> type) {
    Set<Class<?>> kinds = new HashSet<>();
    if (type.isRecord()) {
      kinds.add(type);
    } else {
      Stream.of(type.getPermittedSubclasses()).forEach(kind -> kinds.addAll(kinds(kind)));
    }
    return kinds;
  }

  private static Network network(LayerSubject subject, TrainingSpec training, long seed) {
    return new Network(subject.network(), training, BATCH, seed);
  }

  private static StepResult train(Network network, float[][] rows) {
    for (int row = 0; row < rows.length; row++) {
      network.input(row, rows[row], 0, new int[0], 0);
      network.target(row, (float) Math.sin(rows[row][0]));
    }
    return network.train(rows.length);
  }

  private static void train(Network network, LayerSubject subject, int from, int to) {
    for (int step = from; step < to; step++) {
      assertThat(train(network, subject.rows(1 + step % BATCH, step)).updated()).isTrue();
    }
  }

  private static void assertSameBits(Network one, Network other) {
    for (NetworkVector vector : NetworkVector.values()) {
      assertThat(Examples.all(one, vector)).isEqualTo(Examples.all(other, vector));
    }
    for (int row = 0; row < BATCH; row++) {
      assertThat(one.output(row, 0)).isEqualTo(other.output(row, 0));
    }
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void sameSeedGivesTheSameBits(LayerSubject subject) {
    try (Network one = network(subject, EVERYTHING, 3);
        Network other = network(subject, EVERYTHING, 3)) {
      train(one, subject, 0, 12);
      train(other, subject, 0, 12);
      assertSameBits(one, other);
    }
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void restoredInMidTrainingContinuesWithTheSameBits(LayerSubject subject) {
    try (Network saved = network(subject, EVERYTHING, 3);
        Network restored = network(subject, EVERYTHING, 3)) {
      train(saved, subject, 0, 9);
      Examples.copy(saved, restored);
      train(saved, subject, 9, 24);
      train(restored, subject, 9, 24);
      assertSameBits(saved, restored);
    }
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void changedStateIsMarkedForSaving(LayerSubject subject) {
    try (Network saved = network(subject, EVERYTHING, 3);
        Network restored = network(subject, EVERYTHING, 3)) {
      Examples.copy(saved, restored);
      saved.markClean();
      train(saved, subject, 0, 6);
      for (NetworkVector vector : NetworkVector.values()) {
        for (int block = 0; block < saved.blocks(vector); block++) {
          if (saved.isDirty(vector, block)) {
            restored.setBlock(vector, block, saved.block(vector, block));
          }
        }
        assertThat(Examples.all(restored, vector)).isEqualTo(Examples.all(saved, vector));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void predictionChangesNothingAndRowsAreQuestionsOfTheirOwn(LayerSubject subject) {
    try (Network network = network(subject, EVERYTHING, 3)) {
      train(network, subject, 0, 8);
      float[] before = Examples.all(network, NetworkVector.WEIGHTS);
      float[][] rows = subject.rows(BATCH, 99);
      float[] together = predict(network, rows);
      float[] reversed = predict(network, reversed(rows));
      assertThat(predict(network, rows)).isEqualTo(together);
      for (int row = 0; row < BATCH; row++) {
        assertThat(reversed[BATCH - 1 - row]).isCloseTo(together[row], within(1e-5f));
      }
      assertThat(Examples.all(network, NetworkVector.WEIGHTS)).isEqualTo(before);
    }
  }

  private static float[] predict(Network network, float[][] rows) {
    for (int row = 0; row < rows.length; row++) {
      network.input(row, rows[row], 0, new int[0], 0);
    }
    network.predict(rows.length);
    float[] outputs = new float[rows.length];
    for (int row = 0; row < rows.length; row++) {
      outputs[row] = network.output(row, 0);
    }
    return outputs;
  }

  private static float[][] reversed(float[][] rows) {
    float[][] reversed = new float[rows.length][];
    for (int row = 0; row < rows.length; row++) {
      reversed[row] = rows[rows.length - 1 - row];
    }
    return reversed;
  }

  /** Rows beyond those of a step may be anything: numbers that are none, here. */
  @ParameterizedTest
  @MethodSource("subjects")
  void rowsBeyondTheStepAreNeitherReadNorWritten(LayerSubject subject) {
    try (Network clean = network(subject, EVERYTHING, 3);
        Network dirty = network(subject, EVERYTHING, 3)) {
      float beyond = predict(dirty, subject.rows(BATCH, 4))[4];
      float[] none = new float[subject.input().size()];
      Arrays.fill(none, subject.readsTokens() ? 1f : Float.NaN);
      for (int row = 2; row < BATCH; row++) {
        dirty.input(row, none, 0, new int[0], 0);
        dirty.target(row, Float.NaN);
      }
      float[][] rows = subject.rows(2, 5);
      assertThat(train(dirty, rows)).isEqualTo(train(clean, rows));
      for (NetworkVector vector : NetworkVector.values()) {
        assertThat(Examples.all(dirty, vector)).isEqualTo(Examples.all(clean, vector));
      }
      predict(dirty, rows);
      assertThat(dirty.output(4, 0)).isEqualTo(beyond);
    }
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void orderOfRowsHardlyMattersToTheGradient(LayerSubject subject) {
    if (subject.ordersRows()) {
      return;
    }
    TrainingSpec descent = TrainingSpec.of(new Sgd(1f));
    try (Network one = network(subject, descent, 3);
        Network other = network(subject, descent, 3)) {
      float[][] rows = subject.rows(BATCH, 5);
      train(one, rows);
      train(other, reversed(rows));
      assertThat(Examples.all(one, NetworkVector.WEIGHTS))
          .containsExactly(Examples.all(other, NetworkVector.WEIGHTS), within(1e-5f));
    }
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void targetsThatAreMetTeachNothing(LayerSubject subject) {
    try (LoneLayer lone = new LoneLayer(subject.layer(), subject.input(), 3, null)) {
      lone.layer.initialize(lone.in(Compute.Mode.TRAIN), new RandomWeights(1));
      lone.setInput(flat(subject.rows(3, 5)));
      lone.forward(3);
      lone.backward(new float[3 * lone.layer.output().width()]);
      for (float gradient : lone.gradients()) {
        assertThat(gradient).isZero();
      }
    }
  }

  private static float[] flat(float[][] rows) {
    float[] flat = new float[rows.length * rows[0].length];
    for (int row = 0; row < rows.length; row++) {
      System.arraycopy(rows[row], 0, flat, row * rows[0].length, rows[0].length);
    }
    return flat;
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void saysWhatItTakes(LayerSubject subject) {
    NetworkPlan plan = NetworkPlan.of(subject.network(), EVERYTHING, BATCH);
    assertThat(plan.flops()).isPositive().isLessThan(1_000_000);
    assertThat(plan.layers()).allSatisfy(line -> assertThat(line.flops()).isNotNegative());
    assertThat(plan.parameters())
        .isEqualTo(plan.layers().stream().mapToLong(NetworkPlan.Line::parameters).sum());
    String output = subject.layer().output(subject.input()).toString();
    assertThat(plan.layers()).extracting(NetworkPlan.Line::output).contains(output);
  }

  /** Vectors are objects until the compiler has seen enough, so this takes as long as it needs. */
  @Tag("alone")
  @ParameterizedTest
  @MethodSource("subjects")
  void aStepAllocatesNothingButItsResult(LayerSubject subject) {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    float[][] rows = subject.rows(BATCH, 3);
    try (Network network = network(subject, EVERYTHING, 1)) {
      long thread = Thread.currentThread().getId();
      train(network, rows);
      long perStep = Long.MAX_VALUE;
      for (int round = 0; round < 1_000 && perStep > 24; round++) {
        long before = threads.getThreadAllocatedBytes(thread);
        for (int step = 0; step < 400; step++) {
          network.train(BATCH);
        }
        perStep = (threads.getThreadAllocatedBytes(thread) - before) / 400;
      }
      assertThat(perStep).isLessThanOrEqualTo(24);
    }
  }
}
