package io.gradstream.learning.drift;

import java.util.Random;

/**
 * The recorded sequences that detectors are compared on: a rule and {@link java.util.Random}, whose
 * numbers are laid down by its documentation, make the same values anywhere. Public for the program
 * that asks MOA about them.
 */
public enum DriftSequence {
  /** Errors at a rate of one in five, for ever. */
  BITS_NONE(6000, true) {
    @Override
    double value(int i, Random random) {
      return bit(0.2, random);
    }
  },
  /** Error rate 0.2, from 2000 on 0.5, from 4000 on 0.1. */
  BITS_ABRUPT(6000, true) {
    @Override
    double value(int i, Random random) {
      return bit(i < 2000 ? 0.2 : i < 4000 ? 0.5 : 0.1, random);
    }
  },
  /** Error rate 0.1; between 2000 and 4000 more and more values are of a concept with rate 0.6. */
  BITS_GRADUAL(6000, true) {
    @Override
    double value(int i, Random random) {
      return bit(random.nextDouble() < (i - 2000) / 2000.0 ? 0.6 : 0.1, random);
    }
  },
  /** A rate that doubles every 1500 values and falls back. */
  BITS_STAIRS(9000, true) {
    @Override
    double value(int i, Random random) {
      return bit(0.05 * (1 << i / 1500 % 4), random);
    }
  },
  /** Never an error, from 1000 on always, from 2000 on every second value: no chance in it. */
  BITS_CERTAIN(3000, true) {
    @Override
    double value(int i, Random random) {
      return i < 1000 ? 0 : i < 2000 ? 1 : i % 2;
    }
  },
  /** Normal of mean 0 and deviation 1, for ever. */
  NORMAL_NONE(6000, false) {
    @Override
    double value(int i, Random random) {
      return random.nextGaussian();
    }
  },
  /** Normal of deviation 1; mean 0, from 2000 on 0.6, from 4000 on -0.4. */
  NORMAL_ABRUPT(6000, false) {
    @Override
    double value(int i, Random random) {
      return random.nextGaussian() + (i < 2000 ? 0 : i < 4000 ? 0.6 : -0.4);
    }
  },
  /** Normal of deviation 0.5; the mean rises from 0 at 2000 to 1 at 4000 and stays. */
  NORMAL_GRADUAL(6000, false) {
    @Override
    double value(int i, Random random) {
      return 0.5 * random.nextGaussian() + Math.min(1, Math.max(0, i - 2000) / 2000.0);
    }
  },
  /** Normal of mean 0; the deviation jumps from 1 to 3 at 3000. */
  NORMAL_WIDER(6000, false) {
    @Override
    double value(int i, Random random) {
      return random.nextGaussian() * (i < 3000 ? 1 : 3);
    }
  },
  /** Uniform in 0..1, from 10000 on 0.1 higher: a small change after a long while. */
  UNIFORM_LATE(20000, false) {
    @Override
    double value(int i, Random random) {
      return random.nextDouble() + (i < 10000 ? 0 : 0.1);
    }
  },
  /** Large numbers around 5000 that jump by one deviation at 3000. */
  LARGE_ABRUPT(6000, false) {
    @Override
    double value(int i, Random random) {
      return 5000 + 1000 * random.nextGaussian() + (i < 3000 ? 0 : 1000);
    }
  };

  private final int length;
  private final boolean bits;

  DriftSequence(int length, boolean bits) {
    this.length = length;
    this.bits = bits;
  }

  /** Whether every value is 0 or 1. */
  public boolean isOfBits() {
    return bits;
  }

  /** A fresh array; same seed, same values. */
  public double[] values(long seed) {
    Random random = new Random(seed);
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      values[i] = value(i, random);
    }
    return values;
  }

  abstract double value(int i, Random random);

  private static double bit(double rate, Random random) {
    return random.nextDouble() < rate ? 1 : 0;
  }
}
