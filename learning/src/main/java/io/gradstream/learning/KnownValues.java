package io.gradstream.learning;

import io.gradstream.schemas.Compact;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What the baselines of a number know: the labels that came before. Before the first they have
 * nothing to say. Not thread safe.
 */
final class KnownValues {

  private long count;
  private double mean;
  private double last;

  void add(double label) {
    count++;
    mean += (label - mean) / count;
    last = label;
  }

  boolean isEmpty() {
    return count == 0;
  }

  double last() {
    return last;
  }

  double mean() {
    return mean;
  }

  /** Knows so many, with that mean. */
  void set(long labels, double ofThem, double newest) {
    count = labels;
    mean = ofThem;
    last = newest;
  }

  /** How many, their mean, the last one. */
  double[] numbers() {
    return new double[] {count, mean, last};
  }

  /** Knows what {@link #numbers} told. */
  void set(double[] numbers) {
    set((long) numbers[0], numbers[1], numbers[2]);
  }

  /** Knows another's labels too, before its own last one. */
  void add(KnownValues other) {
    if (other.count > 0) {
      count += other.count;
      mean += (other.mean - mean) * other.count / count;
    }
  }

  void write(DataOutput out) throws IOException {
    Compact.writeUnsigned(count, out);
    out.writeDouble(mean);
    out.writeDouble(last);
  }

  void read(DataInput in) throws IOException {
    set(Compact.readUnsigned(in), in.readDouble(), in.readDouble());
  }
}
