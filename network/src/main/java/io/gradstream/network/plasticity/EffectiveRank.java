package io.gradstream.network.plasticity;

/**
 * The effective rank of a matrix, Roy and Vetterli 2007: e to the entropy of its singular values,
 * each as a share of their sum. They are the square roots of the eigenvalues of the smaller of A A'
 * and A' A; those below 1e-8 of the largest are noise and count for nothing to speak of.
 */
final class EffectiveRank {

  private EffectiveRank() {}

  /** 0 of a matrix that is zero. */
  static double of(double[][] matrix) {
    double[] values = SymmetricEigenvalues.of(smallerProduct(matrix));
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.sqrt(Math.max(values[i], 0));
      sum += values[i];
    }
    if (!(sum > 0)) {
      return 0;
    }
    double entropy = 0;
    for (double value : values) {
      double share = value / sum;
      entropy -= share > 0 ? share * StrictMath.log(share) : 0;
    }
    return StrictMath.exp(entropy);
  }

  private static double[][] smallerProduct(double[][] a) {
    return a.length <= a[0].length ? product(a) : product(transposed(a));
  }

  /** A A'. */
  private static double[][] product(double[][] a) {
    int n = a.length;
    double[][] product = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = 0;
        for (int k = 0; k < a[i].length; k++) {
          sum += a[i][k] * a[j][k];
        }
        product[i][j] = sum;
        product[j][i] = sum;
      }
    }
    return product;
  }

  private static double[][] transposed(double[][] a) {
    double[][] result = new double[a[0].length][a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a[i].length; j++) {
        result[j][i] = a[i][j];
      }
    }
    return result;
  }
}
