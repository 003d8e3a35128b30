package io.gradstream.network.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.network.Examples;
import io.gradstream.network.Network;
import io.gradstream.network.layers.Compute.Mode;
import io.gradstream.network.memory.TensorTable;
import io.gradstream.network.memory.TensorTable.Tensor;
import io.gradstream.network.spec.HeadSpec.Regression;
import io.gradstream.network.spec.NetworkSpec;
import io.gradstream.network.spec.NetworkVector;
import io.gradstream.network.spec.RecurrentSpec;
import io.gradstream.network.spec.RecurrentSpec.Cell;
import io.gradstream.network.spec.RecurrentSpec.Over;
import io.gradstream.network.spec.RecurrentSpec.Steps;
import io.gradstream.network.spec.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StreamRecurrenceTest {

  private static final int ROWS = 6;
  private static final int IN = 3;
  private static final int WIDTH = 9;
  private static final double DIFFERENCE = 1e-6;

  private static RecurrentSpec spec(Cell cell) {
    return new RecurrentSpec(cell, WIDTH, Over.STREAM, Steps.LAST, false);
  }

  /** Random weights and a random carried state. */
  private static LoneLayer layer(Cell cell) {
    LoneLayer lone = new LoneLayer(spec(cell), Shape.of(IN), ROWS, null);
    lone.setWeights(LoneLayer.random(lone.tensors.size(), 0.4, 1));
    lone.setInput(LoneLayer.random(ROWS * IN, 1, 2));
    return lone;
  }

  @ParameterizedTest
  @EnumSource(Cell.class)
  void rowsGoOnFromTheCarriedState(Cell cell) {
    try (LoneLayer lone = layer(cell)) {
      double[] expected = reference(cell, lone, toDouble(lone.weights()), inputs(lone));
      lone.forward(ROWS);
      assertClose(lone.output(ROWS), expected, 1e-6);
    }
  }

  @ParameterizedTest
  @EnumSource(Cell.class)
  void gradientsEndAtTheFirstRowOfTheMiniBatch(Cell cell) {
    try (LoneLayer lone = layer(cell)) {
      float[] deltas = LoneLayer.random(ROWS * WIDTH, 1, 3);
      double[] weights = toDouble(lone.weights());
      double[] x = inputs(lone);
      DoubleSupplier loss = () -> dot(deltas, reference(cell, lone, weights, x));
      int trained = lone.gradients().length;
      double[] ofWeights = differences(weights, trained, loss);
      double[] ofInputs = differences(x, x.length, loss);
      for (int repeat = 0; repeat < 2; repeat++) { // the second meets what the first has left
        lone.forward(ROWS);
        lone.backward(deltas.clone());
        assertClose(lone.gradients(), ofWeights, 1e-5);
        assertClose(lone.inputDeltas(ROWS), ofInputs, 1e-5);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Cell.class)
  void onlyAnAcceptedUpdateMovesTheState(Cell cell) {
    try (LoneLayer lone = layer(cell)) {
      float[] before = lone.weights();
      lone.layer.forward(lone.in(Mode.SCORE), ROWS);
      float[] scores = lone.output(ROWS);
      lone.layer.forward(lone.in(Mode.ANSWER), ROWS);
      lone.forward(ROWS);
      assertThat(lone.output(ROWS)).isEqualTo(scores);
      assertThat(lone.weights()).isEqualTo(before);

      lone.layer.forward(lone.in(Mode.SCORE), 2); // not what is learned
      lone.layer.commit(lone.in(Mode.TRAIN), ROWS);
      int state = tensor(lone.tensors, "layer.state").offset();
      float[] carried = Arrays.copyOfRange(lone.weights(), state, state + WIDTH);
      assertThat(carried).isEqualTo(Arrays.copyOfRange(scores, (ROWS - 1) * WIDTH, ROWS * WIDTH));
      assertThat(Arrays.copyOf(lone.weights(), state)).isEqualTo(Arrays.copyOf(before, state));
    }
  }

  @ParameterizedTest
  @EnumSource(Cell.class)
  void eachAnswerIsOneStepOnFromTheCarriedState(Cell cell) {
    try (LoneLayer lone = layer(cell)) {
      lone.layer.forward(lone.in(Mode.ANSWER), ROWS);
      float[] answers = lone.output(ROWS);
      float[] x = LoneLayer.random(ROWS * IN, 1, 2);
      for (int row = 0; row < ROWS; row++) {
        lone.setInput(Arrays.copyOfRange(x, row * IN, row * IN + IN));
        lone.layer.forward(lone.in(Mode.SCORE), 1);
        assertThat(Arrays.copyOfRange(answers, row * WIDTH, row * WIDTH + WIDTH))
            .containsExactly(lone.output(1), within(1e-6f));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Cell.class)
  void aStreamInOneMiniBatchIsARow(Cell cell) {
    RecurrentSpec row = new RecurrentSpec(cell, WIDTH, Over.ROW, Steps.ALL, false);
    try (LoneLayer stream = new LoneLayer(spec(cell), Shape.of(IN), ROWS, null);
        LoneLayer whole = new LoneLayer(row, Shape.of(ROWS, IN), 1, null)) {
      float[] weights = LoneLayer.random(whole.tensors.size(), 0.4, 1);
      float[] deltas = LoneLayer.random(ROWS * WIDTH, 1, 3);
      whole.setWeights(weights);
      stream.setWeights(weights); // the state, after them, is zero
      for (LoneLayer lone : List.of(stream, whole)) {
        lone.setInput(LoneLayer.random(ROWS * IN, 1, 2));
      }
      stream.forward(ROWS);
      whole.forward(1);
      assertThat(stream.output(ROWS)).isEqualTo(whole.output(1));
      stream.backward(deltas.clone());
      whole.backward(deltas.clone());
      assertThat(stream.gradients()).isEqualTo(whole.gradients());
      assertThat(stream.inputDeltas(ROWS)).isEqualTo(whole.inputDeltas(1));
    }
  }

  @ParameterizedTest
  @EnumSource(Cell.class)
  void restoredInMidSequenceContinuesWithTheSameBits(Cell cell) {
    NetworkSpec spec = new NetworkSpec(IN, List.of(), List.of(spec(cell)), new Regression());
    try (Network saved = new Network(spec, Examples.ADAM, ROWS, 1);
        Network restored = new Network(spec, Examples.ADAM, ROWS, 99)) {
      train(saved, spec, 0, 10);
      Examples.copy(saved, restored);
      train(saved, spec, 10, 20);
      train(restored, spec, 10, 20);
      assertThat(Examples.all(restored, NetworkVector.WEIGHTS))
          .isEqualTo(Examples.all(saved, NetworkVector.WEIGHTS));
      Tensor state = tensor(saved.tensors(), cell.name().toLowerCase(Locale.ROOT) + "1.state");
      assertThat(Examples.all(saved, NetworkVector.WEIGHTS)[state.offset()]).isNotZero();
    }
  }

  private static void train(Network network, NetworkSpec spec, int from, int to) {
    for (int step = from; step < to; step++) {
      assertThat(Examples.random(spec, 1 + step % ROWS, step).train(network).updated()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(Cell.class)
  void skippedUpdateLeavesTheState(Cell cell) {
    NetworkSpec spec = new NetworkSpec(IN, List.of(), List.of(spec(cell)), new Regression());
    try (Network network = new Network(spec, Examples.SGD, ROWS, 1)) {
      train(network, spec, 0, 3);
      float[] before = Examples.all(network, NetworkVector.WEIGHTS);
      network.markClean();
      Examples.random(spec, ROWS, 3).stage(network);
      network.target(2, Float.NaN);
      assertThat(network.train(ROWS).updated()).isFalse();
      assertThat(Examples.all(network, NetworkVector.WEIGHTS)).isEqualTo(before);
      assertThat(network.isDirty(NetworkVector.WEIGHTS, 0)).isFalse();
    }
  }

  /** At these widths the state lies in another block than all that has a gradient. */
  @ParameterizedTest
  @EnumSource(Cell.class)
  void theBlockOfAStateThatMovedIsDirty(Cell cell) {
    int width = List.of(219, 284, 264).get(cell.ordinal());
    RecurrentSpec wide = new RecurrentSpec(cell, width, Over.STREAM, Steps.LAST, false);
    NetworkSpec spec = new NetworkSpec(IN, List.of(), List.of(wide), new Regression());
    try (Network network = new Network(spec, Examples.SGD, ROWS, 1)) {
      Tensor state = tensor(network.tensors(), cell.name().toLowerCase(Locale.ROOT) + "1.state");
      int last = (state.offset() + width - 1) / Network.BLOCK;
      assertThat(last).isGreaterThan((state.offset() - 1) / Network.BLOCK);
      network.markClean();
      train(network, spec, 0, 1);
      assertThat(network.isDirty(NetworkVector.WEIGHTS, last)).isTrue();
    }
  }

  /** [rows * width]. */
  private static double[] reference(Cell cell, LoneLayer lone, double[] weights, double[] x) {
    ReferenceRecurrence reference = new ReferenceRecurrence(spec(cell), lone.tensors).with(weights);
    double[][] state = {carried(lone, weights, "layer.state"), new double[0]};
    if (cell == Cell.LSTM) {
      state[1] = carried(lone, weights, "layer.cells");
    }
    double[] y = new double[ROWS * WIDTH];
    for (int row = 0; row < ROWS; row++) {
      state = reference.step("layer", Arrays.copyOfRange(x, row * IN, row * IN + IN), state);
      System.arraycopy(state[0], 0, y, row * WIDTH, WIDTH);
    }
    return y;
  }

  private static double[] carried(LoneLayer lone, double[] weights, String name) {
    int offset = tensor(lone.tensors, name).offset();
    return Arrays.copyOfRange(weights, offset, offset + WIDTH);
  }

  private static Tensor tensor(TensorTable table, String name) {
    return table.tensors().stream().filter(t -> t.name().equals(name)).findFirst().orElseThrow();
  }

  private static double[] inputs(LoneLayer lone) {
    return toDouble(LoneLayer.random(ROWS * lone.input.width(), 1, 2));
  }

  private static double dot(float[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double[] differences(double[] point, int n, DoubleSupplier function) {
    double[] result = new double[n];
    for (int i = 0; i < n; i++) {
      double value = point[i];
      point[i] = value + DIFFERENCE;
      double above = function.getAsDouble();
      point[i] = value - DIFFERENCE;
      result[i] = (above - function.getAsDouble()) / (2 * DIFFERENCE);
      point[i] = value;
    }
    return result;
  }

  private static void assertClose(float[] actual, double[] expected, double tolerance) {
    assertThat(toDouble(actual)).containsExactly(expected, within(tolerance));
  }

  private static double[] toDouble(float[] values) {
    double[] result = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = values[i];
    }
    return result;
  }
}
