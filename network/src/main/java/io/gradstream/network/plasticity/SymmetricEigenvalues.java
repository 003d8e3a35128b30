package io.gradstream.network.plasticity;

/**
 * Eigenvalues of a symmetric matrix: Householder's reduction to three diagonals, then the QL steps
 * with Wilkinson's shift that make them one. Golub and Van Loan, Matrix Computations, 8.3; about
 * 4/3 n^3 operations.
 */
final class SymmetricEigenvalues {

  private static final int MOST_STEPS = 60; // for one value; three are usual

  private SymmetricEigenvalues() {}

  /**
   * @param a [n, n]; lost
   */
  static double[] of(double[][] a) {
    int n = a.length;
    double[] diagonal = new double[n];
    double[] beside = new double[n]; // the i-th lies between i and i + 1
    reduce(a, diagonal, beside);
    for (int first = 0; first < n; first++) {
      for (int step = 0; step < MOST_STEPS; step++) {
        int last = endOfBlock(diagonal, beside, first);
        if (last == first) {
          break;
        }
        stepQl(diagonal, beside, first, last);
      }
    }
    return diagonal;
  }

  /** A becomes H A H for reflections H that leave three diagonals. */
  private static void reduce(double[][] a, double[] diagonal, double[] beside) {
    int n = a.length;
    for (int k = 0; k < n; k++) {
      if (k < n - 2) {
        beside[k] = reflect(a, k);
      } else if (k == n - 2) {
        beside[k] = a[k + 1][k];
      }
      diagonal[k] = a[k][k];
    }
  }

  /**
   * Reflects what is below and right of k with H = 1 - 2 v v' / v'v, so that column k is zero from
   * k + 2 on.
   *
   * @return what is at k + 1 then
   */
  private static double reflect(double[][] a, int k) {
    int n = a.length;
    double[] v = new double[n];
    double square = 0;
    for (int i = k + 1; i < n; i++) {
      v[i] = a[i][k];
      square += v[i] * v[i];
    }
    double length = Math.sqrt(square);
    if (length == 0) {
      return 0;
    }
    double kept = v[k + 1] > 0 ? -length : length;
    double half = square - kept * v[k + 1]; // v'v / 2
    v[k + 1] -= kept;
    double[] p = new double[n]; // A v / half
    double overlap = 0; // v'p
    for (int i = k + 1; i < n; i++) {
      double sum = 0;
      for (int j = k + 1; j < n; j++) {
        sum += a[i][j] * v[j];
      }
      p[i] = sum / half;
      overlap += v[i] * p[i];
    }
    for (int i = k + 1; i < n; i++) {
      p[i] -= overlap / (2 * half) * v[i];
    }
    for (int i = k + 1; i < n; i++) {
      for (int j = k + 1; j < n; j++) {
        a[i][j] -= v[i] * p[j] + p[i] * v[j];
      }
    }
    return kept;
  }

  /** The last index that is bound to the first through elements that are not negligible. */
  private static int endOfBlock(double[] diagonal, double[] beside, int first) {
    int last = first;
    while (last < diagonal.length - 1) {
      double size = Math.abs(diagonal[last]) + Math.abs(diagonal[last + 1]);
      if (Math.abs(beside[last]) <= Math.ulp(size)) {
        break;
      }
      last++;
    }
    return last;
  }

  /** One step from the block's end to its start, each rotation chasing what the last one left. */
  private static void stepQl(double[] d, double[] e, int first, int last) {
    double half = (d[first + 1] - d[first]) / (2 * e[first]);
    double root = Math.sqrt(half * half + 1);
    double shift = d[first] - e[first] / (half + (half < 0 ? -root : root));
    double x = d[last] - shift;
    double sine = 1;
    double cosine = 1;
    double moved = 0;
    for (int i = last - 1; i >= first; i--) {
      double f = sine * e[i];
      double b = cosine * e[i];
      double length = Math.sqrt(f * f + x * x);
      if (i + 1 < last) {
        e[i + 1] = length;
      }
      if (length == 0) {
        d[i + 1] -= moved;
        return;
      }
      sine = f / length;
      cosine = x / length;
      x = d[i + 1] - moved;
      double t = (d[i] - x) * sine + 2 * cosine * b;
      moved = sine * t;
      d[i + 1] = x + moved;
      x = cosine * t - b;
    }
    d[first] -= moved;
    e[first] = x;
  }
}
