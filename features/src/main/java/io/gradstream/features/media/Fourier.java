package io.gradstream.features.media;

/**
 * The fast Fourier transform of Cooley and Tukey, radix 2, in place: plain loops in one order, so
 * that sums are the same everywhere. Not thread safe.
 */
final class Fourier {

  private final int size; // a power of two
  private final double[] cosines; // [size / 2]
  private final double[] sines; // [size / 2]
  private final double[] real; // [size]
  private final double[] imaginary; // [size]
  private final double[] power; // [bins]

  /**
   * @param least how many samples there are; the size is the next power of two
   */
  Fourier(int least) {
    size = Integer.highestOneBit(Math.max(1, least - 1)) << 1;
    cosines = new double[size / 2];
    sines = new double[size / 2];
    for (int i = 0; i < size / 2; i++) {
      cosines[i] = StrictMath.cos(2 * StrictMath.PI * i / size);
      sines[i] = StrictMath.sin(2 * StrictMath.PI * i / size);
    }
    real = new double[size];
    imaginary = new double[size];
    power = new double[size / 2 + 1];
  }

  int size() {
    return size;
  }

  /** Frequencies from 0 to half the rate. */
  int bins() {
    return power.length;
  }

  /**
   * The squared magnitude of each frequency.
   *
   * @param samples [size], real
   * @return [bins], which the next call fills anew
   */
  double[] power(double[] samples) {
    for (int i = 0; i < size; i++) {
      int from = Integer.reverse(i) >>> Integer.numberOfLeadingZeros(size) + 1;
      real[i] = samples[from];
      imaginary[i] = 0;
    }
    for (int half = 1; half < size; half *= 2) {
      join(half);
    }
    for (int bin = 0; bin < power.length; bin++) {
      power[bin] = real[bin] * real[bin] + imaginary[bin] * imaginary[bin];
    }
    return power;
  }

  /** Two transforms of {@code half} become one of twice as many, all over the array. */
  private void join(int half) {
    int turn = size / (2 * half);
    for (int start = 0; start < size; start += 2 * half) {
      for (int k = 0; k < half; k++) {
        int low = start + k;
        int high = low + half;
        double cosine = cosines[k * turn];
        double sine = sines[k * turn];
        double re = real[high] * cosine + imaginary[high] * sine;
        double im = imaginary[high] * cosine - real[high] * sine;
        real[high] = real[low] - re;
        imaginary[high] = imaginary[low] - im;
        real[low] += re;
        imaginary[low] += im;
      }
    }
  }
}
