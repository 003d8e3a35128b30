package io.gradstream.network.kernels;

/** Powers by squaring: the same bits interpreted and compiled, on every machine. */
public final class Powers {

  private Powers() {}

  public static double of(double base, long exponent) {
    double power = 1;
    double square = base;
    for (long rest = exponent; rest != 0; rest >>>= 1) {
      power *= (rest & 1) == 1 ? square : 1;
      square *= square;
    }
    return power;
  }
}
