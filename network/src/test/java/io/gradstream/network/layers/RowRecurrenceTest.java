package io.gradstream.network.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.network.Examples;
import io.gradstream.network.Network;
import io.gradstream.network.memory.TensorTable;
import io.gradstream.network.spec.HeadSpec;
import io.gradstream.network.spec.NetworkSpec;
import io.gradstream.network.spec.RecurrentSpec;
import io.gradstream.network.spec.RecurrentSpec.Cell;
import io.gradstream.network.spec.RecurrentSpec.Over;
import io.gradstream.network.spec.RecurrentSpec.Steps;
import io.gradstream.network.spec.Shape;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RowRecurrenceTest {

  private static final int STEPS = 5;
  private static final int IN = 3;
  private static final Shape SHAPE = Shape.of(STEPS, IN);

  /** Every kind, with few rows and many, with and without whole vectors and padding. */
  static Stream<Arguments> kinds() {
    List<Arguments> cases = new ArrayList<>();
    for (Cell cell : Cell.values()) {
      for (Steps steps : Steps.values()) {
        for (boolean both : new boolean[] {false, true}) {
          cases.add(Arguments.of(row(cell, 8, steps, both), 1, null));
          cases.add(Arguments.of(row(cell, 11, steps, both), 3, new int[] {2, 5, 0}));
          cases.add(Arguments.of(row(cell, 3, steps, both), 7, new int[] {5, 1, 3, 5, 4, 2, 4}));
        }
      }
      cases.add(Arguments.of(row(cell, 9, Steps.ALL, false), 17, null));
    }
    return cases.stream();
  }

  private static RecurrentSpec row(Cell cell, int width, Steps steps, boolean both) {
    return new RecurrentSpec(cell, width, Over.ROW, steps, both);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void valuesAndGradientsAreThoseOfTheReference(RecurrentSpec spec, int rows, int[] lengths) {
    try (LoneLayer lone = new LoneLayer(spec, SHAPE, rows, lengths)) {
      ReferenceRecurrence reference = new ReferenceRecurrence(spec, lone.tensors);
      GradientCheck check =
          new GradientCheck(
              lone,
              rows,
              (weights, x, row) ->
                  reference.with(weights).row(x, lengths == null ? STEPS : lengths[row]));
      check.run(1e-5);
      check.run(1e-5); // meets what the first has left
    }
  }

  /** Widths at which a product is made in parts, or its weights alone are too much for that. */
  static Stream<Arguments> wide() {
    return Stream.of(
        Arguments.of(Cell.RNN, 300, 40),
        Arguments.of(Cell.GRU, 150, 40),
        Arguments.of(Cell.LSTM, 120, 40),
        Arguments.of(Cell.LSTM, 520, 3));
  }

  @ParameterizedTest
  @MethodSource("wide")
  void manyRowsGiveTheValuesOfEachAndTheSumOfTheirGradients(Cell cell, int width, int rows) {
    RecurrentSpec spec = row(cell, width, Steps.LAST, false);
    try (LoneLayer lone = new LoneLayer(spec, SHAPE, rows, null)) {
      lone.setWeights(LoneLayer.random(lone.tensors.size(), 0.05, 1));
      float[] x = LoneLayer.random(rows * SHAPE.size(), 1, 2);
      float[] deltas = LoneLayer.random(rows * width, 1, 3);
      float[] values = new float[deltas.length];
      float[] inputDeltas = new float[x.length];
      double[] sums = new double[lone.gradients().length];
      for (int row = 0; row < rows; row++) {
        lone.setInput(Arrays.copyOfRange(x, row * SHAPE.size(), (row + 1) * SHAPE.size()));
        lone.forward(1);
        System.arraycopy(lone.output(1), 0, values, row * width, width);
        lone.backward(Arrays.copyOfRange(deltas, row * width, (row + 1) * width));
        System.arraycopy(lone.inputDeltas(1), 0, inputDeltas, row * SHAPE.size(), SHAPE.size());
        float[] gradients = lone.gradients();
        for (int i = 0; i < sums.length; i++) {
          sums[i] += gradients[i];
        }
      }
      lone.setInput(x);
      lone.forward(rows);
      assertThat(lone.output(rows)).containsExactly(values, within(1e-5f));
      lone.backward(deltas.clone());
      assertThat(lone.inputDeltas(rows)).containsExactly(inputDeltas, within(1e-5f));
      float[] gradients = lone.gradients();
      for (int i = 0; i < sums.length; i++) {
        if (Math.abs(gradients[i] - sums[i]) > 1e-4) {
          assertThat((double) gradients[i]).as("gradient %d", i).isEqualTo(sums[i]);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Cell.class)
  void fewerRowsThanBeforeGiveTheirOwnOutputs(Cell cell) {
    RecurrentSpec spec = row(cell, 6, Steps.ALL, true);
    try (LoneLayer used = new LoneLayer(spec, SHAPE, 4, null);
        LoneLayer fresh = new LoneLayer(spec, SHAPE, 4, null)) {
      for (LoneLayer lone : List.of(used, fresh)) {
        lone.setWeights(LoneLayer.random(lone.tensors.size(), 0.4, 1));
        lone.setInput(LoneLayer.random(4 * STEPS * IN, 1, 2));
      }
      used.forward(4);
      used.forward(2);
      fresh.forward(2);
      assertThat(used.output(2)).isEqualTo(fresh.output(2));
    }
  }

  @ParameterizedTest
  @EnumSource(Cell.class)
  void stepByStepGivesTheSameAsTheWholeSequence(Cell cell) {
    try (LoneLayer lone = new LoneLayer(row(cell, 11, Steps.ALL, false), SHAPE, 2, null)) {
      lone.setWeights(LoneLayer.random(lone.tensors.size(), 0.4, 1));
      lone.setInput(LoneLayer.random(2 * STEPS * IN, 1, 2));
      lone.forward(1);
      float[] whole = lone.output(1);
      lone.forward(2); // leaves other states behind
      Compute answering = lone.in(Compute.Mode.ANSWER);
      for (int step = 0; step < STEPS; step++) {
        lone.layer.forwardStep(answering, step);
      }
      assertThat(lone.output(1)).containsExactly(whole, within(1e-6f));
    }
  }

  @ParameterizedTest
  @EnumSource(Cell.class)
  void stepByStepIsOnlyForwardAndOfAllSteps(Cell cell) {
    for (RecurrentSpec spec :
        List.of(row(cell, 2, Steps.LAST, false), row(cell, 2, Steps.ALL, true))) {
      try (LoneLayer lone = new LoneLayer(spec, SHAPE, 1, null)) {
        assertThatThrownBy(() -> lone.layer.forwardStep(lone.in(Compute.Mode.ANSWER), 0))
            .isInstanceOf(UnsupportedOperationException.class)
            .hasMessageContaining("only forward and with all steps");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Cell.class)
  void operationsAreThoseOfTheProducts(Cell cell) {
    int gates = List.of(1, 4, 3).get(cell.ordinal());
    try (LoneLayer lone = new LoneLayer(row(cell, 8, Steps.ALL, true), SHAPE, 1, null)) {
      long weights = gates * 8L * (IN + 1 + 8);
      long least = 2 * STEPS * 2 * (weights - gates * 8L);
      assertThat(lone.layer.flops()).isBetween(least, 2 * STEPS * 2 * weights);
    }
  }

  @ParameterizedTest
  @EnumSource(Cell.class)
  void newStatesKeepTheirLengthAndNewLstmsRemember(Cell cell) {
    int width = 64;
    try (LoneLayer lone = new LoneLayer(row(cell, width, Steps.ALL, false), SHAPE, 1, null)) {
      lone.layer.initialize(lone.in(Compute.Mode.TRAIN), new RandomWeights(1));
      TensorTable.Tensor recurrent = tensor(lone, "layer.recurrent");
      double squares = 0;
      for (int i = 0; i < recurrent.size(); i++) {
        squares += Math.pow(lone.weights()[recurrent.offset() + i], 2);
      }
      assertThat(squares / recurrent.size() * width).isBetween(0.9, 1.1);
      TensorTable.Tensor bias = tensor(lone, "layer.bias");
      float[] biases =
          Arrays.copyOfRange(lone.weights(), bias.offset(), bias.offset() + bias.size());
      for (int i = 0; i < biases.length; i++) {
        assertThat(biases[i]).isEqualTo(cell == Cell.LSTM && i / width == 1 ? 1f : 0f);
      }
    }
  }

  /** Vectors are objects until the compiler has seen enough, so this takes as long as it needs. */
  @Tag("alone")
  @ParameterizedTest
  @EnumSource(Cell.class)
  void aStepAllocatesNothingButItsResult(Cell cell) {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    NetworkSpec spec =
        new NetworkSpec(
            List.of(new NetworkSpec.Part("sequence", SHAPE)),
            List.of(),
            List.of(row(cell, 9, Steps.ALL, true), row(cell, 16, Steps.LAST, false)),
            new HeadSpec.Binary());
    Examples examples = Examples.random(spec, 17, 3);
    try (Network network = new Network(spec, Examples.ADAM, 17, 1)) {
      long thread = Thread.currentThread().getId();
      long perStep = Long.MAX_VALUE;
      for (int round = 0; round < 200 && perStep > 24; round++) {
        long before = threads.getThreadAllocatedBytes(thread);
        for (int step = 0; step < 1000; step++) {
          examples.train(network);
        }
        perStep = (threads.getThreadAllocatedBytes(thread) - before) / 1000;
      }
      assertThat(perStep).isLessThanOrEqualTo(24);
    }
  }

  private static TensorTable.Tensor tensor(LoneLayer lone, String name) {
    return lone.tensors.tensors().stream()
        .filter(tensor -> tensor.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
