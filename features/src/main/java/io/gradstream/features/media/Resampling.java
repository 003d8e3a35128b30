package io.gradstream.features.media;

/**
 * A sound of one rate at another: each sample is what a low-pass filter gives at its time, a sinc
 * of {@value #CROSSINGS} zero crossings on each side under a Hann window, read from a table between
 * whose points is a straight line (J. O. Smith, Digital Audio Resampling). Doubles and StrictMath
 * alone: the same on every machine.
 *
 * @param from samples a second
 * @param to samples a second
 */
record Resampling(int from, int to) {

  private static final int CROSSINGS = 16;
  private static final int POINTS = 256; // of the table, from a crossing to the next
  private static final double[] SINC = table();

  private static double[] table() {
    double[] table = new double[CROSSINGS * POINTS + 2];
    table[0] = 1;
    for (int i = 1; i <= CROSSINGS * POINTS; i++) {
      double x = (double) i / POINTS;
      double sinc = StrictMath.sin(StrictMath.PI * x) / (StrictMath.PI * x);
      table[i] = sinc * (0.5 + 0.5 * StrictMath.cos(StrictMath.PI * x / CROSSINGS));
    }
    return table;
  }

  /** How many samples of the sound are needed for so many of the other rate. */
  long needed(int samples) {
    return from == to ? samples : (long) samples * from / to + (long) StrictMath.ceil(reach()) + 2;
  }

  /** What of the sound, to each side, has a part in a sample. */
  private double reach() {
    return CROSSINGS / cutoff();
  }

  /** Of the filter, as a part of the sound's own. */
  private double cutoff() {
    return Math.min(1, (double) to / from);
  }

  /**
   * @param sound [samples]
   * @return [at most most]
   */
  double[] resampled(double[] sound, int most) {
    if (from == to) {
      return sound;
    }
    int count = (int) Math.min(most, ((long) sound.length * to + from - 1) / from);
    double[] resampled = new double[count];
    for (int i = 0; i < count; i++) {
      long place = (long) i * from;
      resampled[i] = at((int) (place / to), (double) (place % to) / to, sound);
    }
    return resampled;
  }

  /**
   * @param fraction of a sample behind {@code whole}
   */
  private double at(int whole, double fraction, double[] sound) {
    double cutoff = cutoff();
    int reach = (int) StrictMath.ceil(reach());
    double sum = 0;
    int end = Math.min(sound.length - 1, whole + reach + 1);
    for (int k = Math.max(0, whole - reach); k <= end; k++) {
      sum += sound[k] * sinc(Math.abs(whole - k + fraction) * cutoff);
    }
    return sum * cutoff;
  }

  private static double sinc(double x) {
    double place = x * POINTS;
    if (place >= CROSSINGS * POINTS) {
      return 0;
    }
    int before = (int) place;
    return SINC[before] + (place - before) * (SINC[before + 1] - SINC[before]);
  }
}
