package io.gradstream.learning.alarms;

import io.gradstream.schemas.Compact;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How long ago a number was last as great as another: of the numbers that came, those that no later
 * one reaches, at most {@value #MOST}. Of random ones they are few, as many as the logarithm of how
 * many came; where they are too many, as in a series that only falls, the last of them goes, which
 * is the smallest. State of one owner, not thread safe.
 */
final class Records {

  private static final int MOST = 128;

  private final double[] numbers = new double[MOST]; // falling
  private final long[] places = new long[MOST]; // rising
  private int size;
  private long count; // numbers that came

  void clear() {
    size = 0;
    count = 0;
  }

  void copy(Records other) {
    System.arraycopy(other.numbers, 0, numbers, 0, other.size);
    System.arraycopy(other.places, 0, places, 0, other.size);
    size = other.size;
    count = other.count;
  }

  /** Numbers since one at least as great, this one counted; all where there was none. */
  long since(double number) {
    int last = size - 1;
    while (last >= 0 && numbers[last] < number) {
      last--;
    }
    return last < 0 ? count + 1 : count - places[last];
  }

  void add(double number) {
    while (size > 0 && numbers[size - 1] <= number) {
      size--;
    }
    size = Math.min(size, MOST - 1);
    numbers[size] = number;
    places[size] = count;
    size++;
    count++;
  }

  void write(DataOutput out) throws IOException {
    Compact.writeUnsigned(count, out);
    Compact.writeUnsigned(size, out);
    for (int i = 0; i < size; i++) {
      out.writeDouble(numbers[i]);
      Compact.writeUnsigned(places[i], out);
    }
  }

  void read(DataInput in) throws IOException {
    count = Compact.readUnsigned(in);
    size = Compact.readCount(MOST, in);
    for (int i = 0; i < size; i++) {
      numbers[i] = in.readDouble();
      places[i] = Compact.readUnsigned(in);
      boolean isInOrder = i == 0 || numbers[i] < numbers[i - 1] && places[i] > places[i - 1];
      if (!(isInOrder && places[i] >= 0 && places[i] < count)) {
        throw new IOException("a record is out of order: %d of %d".formatted(i, size));
      }
    }
  }
}
