package io.gradstream.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.network.RecurrentSpec.Cell;
import io.gradstream.network.RecurrentSpec.Over;
import io.gradstream.network.RecurrentSpec.Steps;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Recurrent layers within a row against a reference in double precision: its values, and the
 * central differences of their sum, each weighted by a random number.
 */
class RowRecurrenceTest {

  private static final double DIFFERENCE = 1e-6;
  private static final int STEPS = 5;
  private static final int IN = 3;

  /** Every kind, on both sides of where BLAS takes over, with and without whole vectors. */
  static Stream<Arguments> kinds() {
    List<Arguments> cases = new ArrayList<>();
    for (Cell cell : Cell.values()) {
      for (Steps steps : Steps.values()) {
        for (boolean both : new boolean[] {false, true}) {
          cases.add(Arguments.of(new RecurrentSpec(cell, 8, Over.ROW, steps, both), 1, null));
          cases.add(
              Arguments.of(
                  new RecurrentSpec(cell, 11, Over.ROW, steps, both), 3, new int[] {2, 5, 0}));
          cases.add(
              Arguments.of(
                  new RecurrentSpec(cell, 3, Over.ROW, steps, both),
                  7,
                  new int[] {5, 1, 3, 5, 4, 2, 4}));
          cases.add(Arguments.of(new RecurrentSpec(cell, 9, Over.ROW, steps, both), 6, null));
        }
      }
    }
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void valuesAndGradientsAreThoseOfTheReference(RecurrentSpec spec, int rows, int[] lengths) {
    try (LoneLayer lone = new LoneLayer(spec, Shape.of(STEPS, IN), rows, lengths)) {
      float[] x = LoneLayer.random(rows * STEPS * IN, 1, 1);
      float[] weights = LoneLayer.random(lone.tensors.size(), 0.4, 2);
      float[] deltas = LoneLayer.random(rows * lone.layer.output().width(), 1, 3);
      for (int repeat = 0; repeat < 2; repeat++) { // the second meets what the first left
        lone.setInput(x);
        lone.setWeights(weights);
        lone.forward(rows);
        Case at = new Case(spec, lone.tensors, rows, lengths, deltas);
        assertClose("value", lone.output(rows), at.values(toDouble(weights), toDouble(x)), 2e-6);
        lone.backward(deltas);
        assertClose("gradient", lone.gradients(), at.weightGradients(weights, x), 1e-5);
        assertClose("input delta", lone.inputDeltas(rows), at.inputGradients(weights, x), 1e-5);
      }
    }
  }

  private static void assertClose(String what, float[] actual, double[] expected, double least) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      assertThat((double) actual[i])
          .as("%s %d", what, i)
          .isCloseTo(expected[i], within(least + 1e-5 * Math.abs(expected[i])));
    }
  }

  /** The reference at one point: a function of weights and inputs. */
  private record Case(
      RecurrentSpec spec, TensorTable tensors, int rows, int[] lengths, float[] deltas) {

    double[] values(double[] weights, double[] x) {
      ReferenceRecurrence reference = new ReferenceRecurrence(spec, tensors, weights);
      double[] all = new double[deltas.length];
      int width = deltas.length / rows;
      for (int row = 0; row < rows; row++) {
        double[][] steps = new double[STEPS][IN];
        for (int s = 0; s < STEPS; s++) {
          System.arraycopy(x, (row * STEPS + s) * IN, steps[s], 0, IN);
        }
        double[] values = reference.row(steps, lengths == null ? STEPS : lengths[row]);
        System.arraycopy(values, 0, all, row * width, width);
      }
      return all;
    }

    private double sum(double[] weights, double[] x) {
      double[] values = values(weights, x);
      double sum = 0;
      for (int i = 0; i < values.length; i++) {
        sum += deltas[i] * values[i];
      }
      return sum;
    }

    double[] weightGradients(float[] weights, float[] x) {
      double[] w = toDouble(weights);
      double[] point = toDouble(x);
      return differences(w, () -> sum(w, point));
    }

    double[] inputGradients(float[] weights, float[] x) {
      double[] w = toDouble(weights);
      double[] point = toDouble(x);
      return differences(point, () -> sum(w, point));
    }
  }

  private static double[] differences(double[] point, java.util.function.DoubleSupplier function) {
    double[] result = new double[point.length];
    for (int i = 0; i < point.length; i++) {
      double value = point[i];
      point[i] = value + DIFFERENCE;
      double above = function.getAsDouble();
      point[i] = value - DIFFERENCE;
      result[i] = (above - function.getAsDouble()) / (2 * DIFFERENCE);
      point[i] = value;
    }
    return result;
  }

  private static double[] toDouble(float[] values) {
    double[] result = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = values[i];
    }
    return result;
  }
}
