package io.gradstream.network;

import io.gradstream.network.memory.TensorTable;
import io.gradstream.network.memory.TensorTable.Tensor;
import io.gradstream.network.spec.Activation;
import io.gradstream.network.spec.LayerSpec;
import io.gradstream.network.spec.LayerSpec.DenseSpec;
import io.gradstream.network.spec.NetworkSpec;
import java.util.Map;
import java.util.stream.Collectors;

/** The loss, written the obvious way in double precision. */
final class ReferenceNetwork {

  private final NetworkSpec spec;
  private final Map<String, Tensor> tensors;

  ReferenceNetwork(NetworkSpec spec, TensorTable table) {
    this.spec = spec;
    tensors = table.tensors().stream().collect(Collectors.toMap(Tensor::name, t -> t));
  }

  double meanLoss(double[] weights, Examples examples) {
    double sum = 0;
    double mean = 0;
    for (int e = 0; e < examples.count(); e++) {
      double[] z = values(weights, examples.dense()[e], examples.rows()[e]);
      sum += ReferenceLoss.of(spec.head(), z, examples.targets()[e], examples.dense()[e]);
      mean += ReferenceLoss.weight(spec.head(), examples.targets()[e]);
    }
    return sum / mean;
  }

  /** Logits, or the value of a regression. */
  double[] values(double[] weights, float[] dense, int[] rows) {
    double[] x = input(weights, dense, rows);
    int number = 1;
    for (LayerSpec layer : spec.layers()) {
      x = affine(weights, "dense" + number++, x);
      activate(((DenseSpec) layer).activation(), x);
    }
    return affine(weights, "output", x);
  }

  private double[] input(double[] weights, float[] dense, int[] rows) {
    double[] x = new double[spec.inputShape().size()];
    int column = 0;
    for (float value : dense) {
      x[column++] = value;
    }
    for (int t = 0; t < rows.length; t++) {
      int width = spec.embeddings().get(t).width();
      Tensor table = tensors.get("embedding." + spec.embeddings().get(t).name());
      for (int i = 0; i < width; i++) {
        x[column++] = weights[table.offset() + rows[t] * width + i];
      }
    }
    return x;
  }

  private double[] affine(double[] weights, String name, double[] x) {
    Tensor w = tensors.get(name + ".weight");
    Tensor b = tensors.get(name + ".bias");
    double[] y = new double[b.size()];
    for (int j = 0; j < y.length; j++) {
      y[j] = weights[b.offset() + j];
      for (int i = 0; i < x.length; i++) {
        y[j] += x[i] * weights[w.offset() + i * y.length + j];
      }
    }
    return y;
  }

  private static void activate(Activation activation, double[] x) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      x[i] = activation == Activation.SOFTMAX ? Math.exp(x[i]) : activate(activation, x[i]);
      sum += x[i];
    }
    for (int i = 0; activation == Activation.SOFTMAX && i < x.length; i++) {
      x[i] /= sum;
    }
  }

  private static double activate(Activation activation, double x) {
    return switch (activation) {
      case LINEAR -> x;
      case RELU -> Math.max(x, 0);
      case TANH -> Math.tanh(x);
      case SIGMOID -> 1 / (1 + Math.exp(-x));
      case LEAKY_RELU -> x < 0 ? 0.01 * x : x;
      case GELU -> 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
      case SILU -> x / (1 + Math.exp(-x));
      case SOFTMAX -> throw new AssertionError("of one value");
    };
  }
}
