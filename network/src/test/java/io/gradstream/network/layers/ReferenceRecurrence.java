package io.gradstream.network.layers;

import io.gradstream.network.memory.TensorTable;
import io.gradstream.network.memory.TensorTable.Tensor;
import io.gradstream.network.spec.RecurrentSpec;
import io.gradstream.network.spec.RecurrentSpec.Steps;
import java.util.Map;
import java.util.stream.Collectors;

/** Recurrent layers written the obvious way in double precision. */
final class ReferenceRecurrence {

  private final RecurrentSpec spec;
  private final Map<String, Tensor> tensors;
  private double[] weights;

  ReferenceRecurrence(RecurrentSpec spec, TensorTable table) {
    this.spec = spec;
    tensors = table.tensors().stream().collect(Collectors.toMap(Tensor::name, t -> t));
  }

  ReferenceRecurrence with(double[] weights) {
    this.weights = weights;
    return this;
  }

  /**
   * What the layer makes of a row.
   *
   * @param x [steps][in]
   * @param length steps that are no padding
   * @return [steps][width], or [1][width] of the last; twice as wide in both directions
   */
  double[][] row(double[][] x, int length) {
    boolean all = spec.steps() == Steps.ALL;
    int directions = spec.bidirectional() ? 2 : 1;
    double[][] y = new double[all ? x.length : 1][directions * spec.width()];
    for (int d = 0; d < directions; d++) {
      double[][] state = new double[2][spec.width()];
      for (int s = 0; s < length; s++) {
        int at = d == 0 ? s : length - 1 - s;
        state = step(d == 0 ? "layer" : "layer.backward", x[at], state);
        System.arraycopy(state[0], 0, y[all ? at : 0], d * spec.width(), spec.width());
      }
    }
    return y;
  }

  /**
   * @param state h, and the cells of an LSTM
   * @return state after the step
   */
  double[][] step(String name, double[] x, double[][] state) {
    return switch (spec.cell()) {
      case RNN -> rnn(name, x, state[0]);
      case LSTM -> lstm(name, x, state[0], state[1]);
      case GRU -> gru(name, x, state[0]);
    };
  }

  private double[][] rnn(String name, double[] x, double[] h) {
    double[] z = sum(product(name + ".input", x), values(name + ".bias"));
    double[] recurrent = product(name + ".recurrent", h);
    double[] next = new double[spec.width()];
    for (int j = 0; j < next.length; j++) {
      next[j] = Math.tanh(z[j] + recurrent[j]);
    }
    return new double[][] {next, h};
  }

  private double[][] lstm(String name, double[] x, double[] h, double[] c) {
    int width = spec.width();
    double[] z = sum(product(name + ".input", x), values(name + ".bias"));
    z = sum(z, product(name + ".recurrent", h));
    double[][] next = new double[2][width];
    for (int j = 0; j < width; j++) {
      double kept = sigmoid(z[width + j]) * c[j];
      next[1][j] = kept + sigmoid(z[j]) * Math.tanh(z[2 * width + j]);
      next[0][j] = sigmoid(z[3 * width + j]) * Math.tanh(next[1][j]);
    }
    return next;
  }

  private double[][] gru(String name, double[] x, double[] h) {
    int width = spec.width();
    double[] z = sum(product(name + ".input", x), values(name + ".bias"));
    double[] q = product(name + ".recurrent", h);
    double[] bias = values(name + ".recurrentBias");
    double[] next = new double[width];
    for (int j = 0; j < width; j++) {
      double reset = sigmoid(z[j] + q[j]);
      double update = sigmoid(z[width + j] + q[width + j]);
      double candidate = Math.tanh(z[2 * width + j] + reset * (q[2 * width + j] + bias[j]));
      next[j] = (1 - update) * candidate + update * h[j];
    }
    return new double[][] {next, h};
  }

  private double[] values(String name) {
    Tensor tensor = tensors.get(name);
    double[] values = new double[tensor.size()];
    System.arraycopy(weights, tensor.offset(), values, 0, values.length);
    return values;
  }

  private double[] product(String name, double[] x) {
    Tensor w = tensors.get(name); // [x, y]
    double[] y = new double[w.size() / x.length];
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < y.length; j++) {
        y[j] += x[i] * weights[w.offset() + i * y.length + j];
      }
    }
    return y;
  }

  private static double[] sum(double[] a, double[] b) {
    double[] sum = a.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += b[i];
    }
    return sum;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
