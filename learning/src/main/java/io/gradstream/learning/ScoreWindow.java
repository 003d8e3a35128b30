package io.gradstream.learning;

import io.gradstream.learning.RecentScores.Sums;
import io.gradstream.schemas.Compact;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What each of the last {@value #LENGTH} examples came to: a few flags, as bits of a byte, and a
 * few numbers. Takes memory and state as examples come: with two numbers, 9 bytes an example. Sums
 * are made when asked for, from the oldest example to the newest, so they are the same bits after a
 * restore. Not thread safe.
 */
final class ScoreWindow implements Sums {

  static final int LENGTH = 1000; // examples
  private static final int FIRST = 8; // places taken by the first example

  private final int flags; // columns 0 .. flags - 1
  private final int numbers; // the columns behind
  private byte[] flagRows = new byte[0]; // [capacity], a bit each flag
  private float[] numberRows = new float[0]; // [capacity, numbers]
  private int oldest; // 0 until the window is full
  private int size;

  ScoreWindow(int flags, int numbers) {
    if (flags > Byte.SIZE - 1) {
      throw new IllegalArgumentException("flags must be at most 7: " + flags);
    }
    this.flags = flags;
    this.numbers = numbers;
  }

  /**
   * @param row [flags + numbers]; a flag is 0 or 1, a number finite
   */
  void add(double[] row) {
    int place = nextPlace();
    int bits = 0;
    for (int flag = 0; flag < flags; flag++) {
      bits |= row[flag] == 0 ? 0 : 1 << flag;
    }
    flagRows[place] = (byte) bits;
    for (int number = 0; number < numbers; number++) {
      numberRows[place * numbers + number] = bounded(row[flags + number]);
    }
  }

  private static float bounded(double number) {
    return (float) Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, number));
  }

  private int nextPlace() {
    if (size == LENGTH) {
      int place = oldest;
      oldest = (oldest + 1) % LENGTH;
      return place;
    }
    if (size == flagRows.length) {
      int capacity = Math.min(LENGTH, Math.max(FIRST, 2 * size));
      flagRows = Arrays.copyOf(flagRows, capacity);
      numberRows = Arrays.copyOf(numberRows, capacity * numbers);
    }
    return size++;
  }

  @Override
  public double count() {
    return size;
  }

  @Override
  public double sum(int column) {
    return column < flags ? countOfFlag(column) : sumOfNumbers(column - flags);
  }

  private int countOfFlag(int flag) {
    int count = 0;
    for (int place = 0; place < size; place++) {
      count += flagRows[place] >> flag & 1;
    }
    return count;
  }

  private double sumOfNumbers(int number) {
    double sum = 0;
    for (int place = oldest; place < size; place++) {
      sum += numberRows[place * numbers + number];
    }
    for (int place = 0; place < oldest; place++) {
      sum += numberRows[place * numbers + number];
    }
    return sum;
  }

  void clear() {
    oldest = 0;
    size = 0;
  }

  void copy(ScoreWindow other) {
    flagRows = other.flagRows.clone();
    numberRows = other.numberRows.clone();
    oldest = other.oldest;
    size = other.size;
  }

  /** The flags of all examples, oldest first, then their numbers. In bulk: it is done often. */
  void write(DataOutput out) throws IOException {
    Compact.writeUnsigned(size, out);
    ByteBuffer bytes = ByteBuffer.allocate(size * (1 + Float.BYTES * numbers));
    bytes.put(flagRows, oldest, size - oldest).put(flagRows, 0, oldest);
    bytes
        .asFloatBuffer()
        .put(numberRows, oldest * numbers, (size - oldest) * numbers)
        .put(numberRows, 0, oldest * numbers);
    out.write(bytes.array());
  }

  void read(DataInput in) throws IOException {
    oldest = 0;
    size = Compact.readCount(LENGTH, in);
    flagRows = new byte[size];
    in.readFully(flagRows);
    byte[] bytes = new byte[size * Float.BYTES * numbers];
    in.readFully(bytes);
    numberRows = new float[size * numbers];
    ByteBuffer.wrap(bytes).asFloatBuffer().get(numberRows);
    check();
  }

  private void check() throws IOException {
    for (byte bits : flagRows) {
      if (bits < 0 || bits >> flags != 0) {
        throw new IOException("%d flags cannot be %d".formatted(flags, bits));
      }
    }
    for (float number : numberRows) {
      RecentScores.requireFinite(number);
    }
  }
}
