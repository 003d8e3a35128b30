package io.gradstream.network.layers;

import io.gradstream.network.memory.TensorTable;
import java.util.Map;
import java.util.stream.Collectors;

/** The layers of sequences, written the obvious way in double precision, a row at a time. */
public final class ReferenceSequence {

  private final Map<String, TensorTable.Tensor> tensors;
  private final double[] weights;

  ReferenceSequence(TensorTable table, double[] weights) {
    tensors = table.tensors().stream().collect(Collectors.toMap(TensorTable.Tensor::name, t -> t));
    this.weights = weights;
  }

  private double weight(String name, int i) {
    return weights[tensors.get("layer." + name).offset() + i];
  }

  /** x, y [steps, width]; steps from {@code length} on are padding. */
  double[][] attention(double[][] x, int heads, boolean causal, int length) {
    int width = x[0].length;
    double[][] projected = affine(x, 3 * width, "projection", "projectionBias");
    double[][] context = new double[x.length][width];
    for (int t = 0; t < length; t++) {
      for (int h = 0; h < heads; h++) {
        int seen = causal ? t + 1 : length;
        double[] p = softmax(scores(projected, t, h, width, width / heads, seen));
        for (int s = 0; s < seen; s++) {
          for (int i = h * (width / heads); i < (h + 1) * (width / heads); i++) {
            context[t][i] += p[s] * projected[s][2 * width + i];
          }
        }
      }
    }
    return affine(context, width, "output", "outputBias");
  }

  private static double[] scores(
      double[][] projected, int t, int head, int width, int headWidth, int seen) {
    double[] scores = new double[seen];
    for (int s = 0; s < seen; s++) {
      for (int i = head * headWidth; i < (head + 1) * headWidth; i++) {
        scores[s] += projected[t][i] * projected[s][width + i] / Math.sqrt(headWidth);
      }
    }
    return scores;
  }

  public static double[] softmax(double[] z) {
    double sum = 0;
    for (double value : z) {
      sum += Math.exp(value);
    }
    double[] p = new double[z.length];
    for (int i = 0; i < z.length; i++) {
      p[i] = Math.exp(z[i]) / sum;
    }
    return p;
  }

  private double[][] affine(double[][] x, int out, String weight, String bias) {
    double[][] y = new double[x.length][out];
    for (int t = 0; t < x.length; t++) {
      for (int j = 0; j < out; j++) {
        y[t][j] = weight(bias, j);
        for (int i = 0; i < x[t].length; i++) {
          y[t][j] += x[t][i] * weight(weight, i * out + j);
        }
      }
    }
    return y;
  }

  double[][] layerNorm(double[][] x) {
    double[][] y = new double[x.length][x[0].length];
    for (int t = 0; t < x.length; t++) {
      double mean = mean(x[t], 0, 1);
      double deviation = Math.sqrt(mean(x[t], mean, 2) + 1e-5);
      for (int i = 0; i < x[t].length; i++) {
        y[t][i] = (x[t][i] - mean) / deviation * weight("gain", i) + weight("shift", i);
      }
    }
    return y;
  }

  double[][] rmsNorm(double[][] x) {
    double[][] y = new double[x.length][x[0].length];
    for (int t = 0; t < x.length; t++) {
      double root = Math.sqrt(mean(x[t], 0, 2) + 1e-5);
      for (int i = 0; i < x[t].length; i++) {
        y[t][i] = x[t][i] / root * weight("gain", i);
      }
    }
    return y;
  }

  private static double mean(double[] x, double center, int power) {
    double sum = 0;
    for (double value : x) {
      sum += Math.pow(value - center, power);
    }
    return sum / x.length;
  }

  double[][] learnedPosition(double[][] x) {
    double[][] y = new double[x.length][x[0].length];
    for (int t = 0; t < x.length; t++) {
      for (int i = 0; i < x[t].length; i++) {
        y[t][i] = x[t][i] + weight("table", t * x[t].length + i);
      }
    }
    return y;
  }

  static double[][] sinusoidalPosition(double[][] x) {
    double[][] y = new double[x.length][x[0].length];
    for (int t = 0; t < x.length; t++) {
      for (int i = 0; i < x[t].length; i++) {
        double angle = t / Math.pow(10_000, 2.0 * (i / 2) / x[t].length);
        y[t][i] = x[t][i] + (i % 2 == 0 ? Math.sin(angle) : Math.cos(angle));
      }
    }
    return y;
  }
}
