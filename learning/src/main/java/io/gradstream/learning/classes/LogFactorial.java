package io.gradstream.learning.classes;

/** log n!, by Stirling's series from 16 on; right to some 1e-13 of its value. */
final class LogFactorial {

  private static final double HALF_LOG_OF_TWO_PI = 0.9189385332046727;
  private static final int SMALL = 16;

  private LogFactorial() {}

  static double of(long n) {
    return n < SMALL ? product(n) : series(n);
  }

  private static double product(long n) {
    double product = 1;
    for (long i = 2; i <= n; i++) {
      product *= i;
    }
    return StrictMath.log(product);
  }

  private static double series(double n) {
    double inverse = 1 / n;
    double square = inverse * inverse;
    double rest = inverse * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260)));
    return (n + 0.5) * StrictMath.log(n) - n + HALF_LOG_OF_TWO_PI + rest;
  }
}
