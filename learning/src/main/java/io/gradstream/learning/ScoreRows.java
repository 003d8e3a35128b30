package io.gradstream.learning;

import io.gradstream.schemas.Compact;
import java.io.DataInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.function.Consumer;

/**
 * The last examples as releases before kept them, each on its own: a byte of flags for each, oldest
 * first, then their numbers.
 */
final class ScoreRows {

  private static final int MOST = 1000;

  private ScoreRows() {}

  /**
   * Reads them, oldest first.
   *
   * @param rows are given [flags + numbers], the same array each time
   */
  static void read(int flags, int numbers, DataInput in, Consumer<double[]> rows)
      throws IOException {
    int size = Compact.readCount(MOST, in);
    byte[] flagRows = new byte[size];
    in.readFully(flagRows);
    byte[] bytes = new byte[size * Float.BYTES * numbers];
    in.readFully(bytes);
    FloatBuffer numberRows = ByteBuffer.wrap(bytes).asFloatBuffer();
    double[] row = new double[flags + numbers];
    for (byte bits : flagRows) {
      if (bits < 0 || bits >> flags != 0) {
        throw new IOException("%d flags cannot be %d".formatted(flags, bits));
      }
      for (int flag = 0; flag < flags; flag++) {
        row[flag] = bits >> flag & 1;
      }
      for (int number = flags; number < row.length; number++) {
        row[number] = numberRows.get();
        RecentScores.requireFinite(row[number]);
      }
      rows.accept(row);
    }
  }
}
