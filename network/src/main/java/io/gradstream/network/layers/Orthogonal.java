package io.gradstream.network.layers;

import io.gradstream.network.kernels.SplitMix;

/** Random matrices with orthonormal rows or columns, whichever are fewer: Saxe et al. 2014. */
final class Orthogonal {

  private Orthogonal() {}

  /** Fills a matrix [in, out], times the scale, by Gram and Schmidt on normal numbers. */
  static void fill(SplitMix random, float[] memory, int offset, int in, int out, float scale) {
    int vectors = Math.min(in, out);
    int length = Math.max(in, out);
    double[][] basis = new double[vectors][length];
    for (int v = 0; v < vectors; v++) {
      do {
        for (int i = 0; i < length; i++) {
          basis[v][i] = random.normal();
        }
      } while (!orthonormalize(basis, v));
    }
    for (int i = 0; i < in; i++) {
      for (int j = 0; j < out; j++) {
        double value = in < out ? basis[i][j] : basis[j][i];
        memory[offset + i * out + j] = (float) (scale * value);
      }
    }
  }

  /** Makes a vector orthogonal to all before, of length 1; false when little of it is left. */
  private static boolean orthonormalize(double[][] basis, int last) {
    double[] vector = basis[last];
    for (int v = 0; v < last; v++) {
      double part = dot(basis[v], vector);
      for (int i = 0; i < vector.length; i++) {
        vector[i] -= part * basis[v][i];
      }
    }
    double length = Math.sqrt(dot(vector, vector));
    for (int i = 0; i < vector.length; i++) {
      vector[i] /= length;
    }
    return length > 1e-3;
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }
}
