package io.gradstream.benchmarks.engine;

import io.gradstream.network.spec.NetworkSpec;
import io.gradstream.network.spec.TrainingSpec;
import java.util.Random;

/**
 * A network that both sides have, under the same name.
 *
 * @param goal times that ours is to be faster
 * @param input makes a row of the input
 * @param target makes a row's target
 */
record BenchNetwork(
    String name,
    int batch,
    double goal,
    Work work,
    NetworkSpec spec,
    TrainingSpec training,
    Rows input,
    Rows target) {

  /** What a step is. */
  enum Work {
    TRAINING,
    /** The next token's probabilities, the keys and values of those before it being kept. */
    TOKEN
  }

  /** Makes a row of random numbers. */
  interface Rows {
    float[] row(Random random);

    /** Normal numbers. */
    static Rows normal(int width) {
      return random -> {
        float[] row = new float[width];
        for (int i = 0; i < width; i++) {
          row[i] = (float) random.nextGaussian();
        }
        return row;
      };
    }

    /** Whole numbers in [from, to). */
    static Rows whole(int width, int from, int to) {
      return random -> {
        float[] row = new float[width];
        for (int i = 0; i < width; i++) {
          row[i] = from + random.nextInt(to - from);
        }
        return row;
      };
    }
  }
}
