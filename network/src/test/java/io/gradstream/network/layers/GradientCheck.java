package io.gradstream.network.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.network.spec.Shape;

/**
 * A layer's output, and its gradients by central differences, against a formula in double
 * precision.
 */
final class GradientCheck {

  private static final double DIFFERENCE = 1e-5;

  /** A row's output [positions, width] of its input [positions, width]. */
  interface Formula {
    double[][] apply(double[] weights, double[][] x, int row);
  }

  private final LoneLayer lone;
  private final int rows;
  private final Formula formula;
  private final double[] weights;
  private final double[] input;
  private final float[] deltas;

  GradientCheck(LoneLayer lone, int rows, Formula formula) {
    this.lone = lone;
    this.rows = rows;
    this.formula = formula;
    float[] w = LoneLayer.random(lone.tensors.size(), 0.5, 1);
    float[] x = LoneLayer.random(rows * lone.input.width(), 1, 2);
    weights = toDouble(w);
    input = toDouble(x);
    deltas = LoneLayer.random(rows * lone.layer.output().width(), 1, 3);
    lone.layer.initialize(lone.in(Compute.Mode.TRAIN), new RandomWeights(1));
    lone.setWeights(w);
    lone.setInput(x);
  }

  /** What is left at these outputs does not count: padding. */
  GradientCheck ignoring(int from, int to) {
    for (int i = from; i < to; i++) {
      deltas[i] = 0f;
    }
    return this;
  }

  void run(double tolerance) {
    lone.forward(rows);
    assertEqual("output", lone.output(rows), output(), tolerance);
    lone.backward(deltas.clone());
    assertEqual("gradient", lone.gradients(), differences(weights), tolerance);
    assertEqual("input's deltas", lone.inputDeltas(rows), differences(input), tolerance);
  }

  private static void assertEqual(
      String what, float[] actual, double[] expected, double tolerance) {
    for (int i = 0; i < actual.length; i++) {
      assertThat((double) actual[i])
          .as("%s at %d", what, i)
          .isCloseTo(expected[i], within(tolerance * (1 + Math.abs(expected[i]))));
    }
  }

  private double[] differences(double[] values) {
    double[] result = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      double value = values[i];
      values[i] = value + DIFFERENCE;
      double above = loss();
      values[i] = value - DIFFERENCE;
      double below = loss();
      values[i] = value;
      result[i] = (above - below) / (2 * DIFFERENCE);
    }
    return result;
  }

  private double loss() {
    double[] y = output();
    double loss = 0;
    for (int i = 0; i < y.length; i++) {
      loss += y[i] * deltas[i];
    }
    return loss;
  }

  private double[] output() {
    int width = lone.layer.output().width();
    double[] y = new double[rows * width];
    for (int row = 0; row < rows; row++) {
      int at = row * width;
      for (double[] position : formula.apply(weights, positions(row), row)) {
        System.arraycopy(position, 0, y, at, position.length);
        at += position.length;
      }
    }
    return y;
  }

  private double[][] positions(int row) {
    Shape shape = lone.input.shape();
    double[][] x = new double[shape.positions()][shape.last()];
    for (int p = 0; p < x.length; p++) {
      int from = row * shape.size() + p * shape.last();
      System.arraycopy(input, from, x[p], 0, shape.last());
    }
    return x;
  }

  private static double[] toDouble(float[] values) {
    double[] result = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = values[i];
    }
    return result;
  }
}
