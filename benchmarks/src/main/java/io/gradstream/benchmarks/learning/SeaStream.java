package io.gradstream.benchmarks.learning;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * The SEA concepts (Street and Kim 2001, "A streaming ensemble algorithm (SEA) for large-scale
 * classification"): three features, uniform in [0, 10], of which the first two count. The label is
 * 1 when x1 + x2 <= theta, 0 otherwise, and wrong in one row of ten. Theta is 8, 9, 7 and 9.5, each
 * for a quarter of the stream.
 *
 * <p>Features are whole ten-thousandths, so that a sum is at theta exactly or not. A row takes four
 * numbers from {@link Random}, whose algorithm Java's specification fixes: the same seed makes the
 * same rows everywhere.
 */
final class SeaStream {

  static final int CONCEPT = 25_000; // rows

  private static final int UNIT = 10_000;
  private static final int LARGEST = 10 * UNIT;
  private static final List<Integer> THETAS = List.of(8 * UNIT, 9 * UNIT, 7 * UNIT, 19 * UNIT / 2);
  private static final int NOISE = 10; // one row of so many

  private final Random random;
  private long made;

  SeaStream(long seed) {
    random = new Random(seed);
  }

  static int rows() {
    return THETAS.size() * CONCEPT;
  }

  /**
   * A row.
   *
   * @param theta of the concept in force
   * @param label as it is told, noise included
   */
  record Row(double x1, double x2, double x3, double theta, int label) {

    String csv() {
      return x1 + "," + x2 + "," + x3 + "," + label;
    }
  }

  /** The next row; after the last concept the first one comes again. */
  Row next() {
    int theta = THETAS.get((int) (made++ / CONCEPT % THETAS.size()));
    int x1 = random.nextInt(LARGEST + 1);
    int x2 = random.nextInt(LARGEST + 1);
    int x3 = random.nextInt(LARGEST + 1);
    boolean wrong = random.nextInt(NOISE) == 0;
    boolean below = x1 + x2 <= theta;
    return new Row(value(x1), value(x2), value(x3), value(theta), below != wrong ? 1 : 0);
  }

  private static double value(int units) {
    return (double) units / UNIT;
  }

  /** Writes all concepts as CSV. */
  static void write(long seed, Path file) throws IOException {
    SeaStream stream = new SeaStream(seed);
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("x1,x2,x3,label\n");
      for (int row = 0; row < rows(); row++) {
        out.write(stream.next().csv());
        out.write('\n');
      }
    }
  }
}
