package io.gradstream.model;

import io.gradstream.schemas.Compact;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * The last examples as they were encoded, and what the five nearest of them say of another one.
 * Distances are Euclidean, a category that differs being one unit away; a vote weighs 1 / (0.1 + d
 * / D), d its distance and D that of the fifth (Dudani 1976, for another weight). Inputs lie column
 * by column: a distance to all is then a loop over each column. State of one owner, not thread
 * safe.
 */
public final class NearestExamples {

  /** Examples that are stored as one piece. */
  static final int CHUNK = 256;

  private static final int NEAREST = 5;
  private static final int MOST_FLOATS = 1 << 17; // half a MiB
  private static final float DIFFERENT = 1; // squared distance of two values of a category
  private static final double NEAR = 0.1;
  private static final double SPREAD = 0.3; // of a vote over all classes
  private static final float LEAST = 1e-6f;
  private static final int NOBODY = -1; // row of a value that is known no more

  private final int width;
  private final int tables;
  private final int classes; // 0: of a number
  private final int capacity;
  private final float[] inputs; // [width, capacity]
  private final int[] rows; // [tables, capacity]
  private final float[] labels; // [capacity]
  private final BitSet dirty = new BitSet(); // chunks
  private long count; // of all examples
  private final float[] distances; // [capacity], squared
  private final float[] best = new float[NEAREST]; // squared distances, least first
  private final int[] nearest = new int[NEAREST];

  /**
   * @param classes of the label, or 0 for a number
   * @param wanted examples, fewer where rows are wide
   */
  NearestExamples(int width, int tables, int classes, int wanted) {
    this.width = width;
    this.tables = tables;
    this.classes = classes;
    capacity = capacity(width, tables, wanted);
    inputs = new float[width * capacity];
    rows = new int[tables * capacity];
    labels = new float[capacity];
    distances = new float[capacity];
  }

  static int capacity(int width, int tables, int wanted) {
    return Math.min(wanted, Math.max(1, MOST_FLOATS / (width + tables + 1)));
  }

  /** Memory that it takes. */
  static long bytes(int width, int tables, int wanted) {
    return (long) Float.BYTES * capacity(width, tables, wanted) * (width + tables + 2);
  }

  void clear() {
    count = 0;
    dirty.clear();
  }

  private int held() {
    return (int) Math.min(count, capacity);
  }

  /**
   * What the nearest say of a row: a probability of each class, or the number.
   *
   * @param into [classes], or [1] of a number
   */
  void ask(float[] row, int offset, int[] values, int valueOffset, double[] into, int at) {
    measure(row, offset, values, valueOffset);
    int found = findNearest();
    double furthest = found == 0 ? 1 : Math.sqrt(best[found - 1]) + LEAST;
    int outputs = Math.max(1, classes);
    double sum = classes == 0 ? 0 : SPREAD;
    Arrays.fill(into, at, at + outputs, classes == 0 ? 0 : SPREAD / classes);
    for (int i = 0; i < found; i++) {
      double weight = 1 / (NEAR + Math.sqrt(best[i]) / furthest);
      float label = labels[nearest[i]];
      into[at + (classes == 0 ? 0 : (int) label)] += classes == 0 ? weight * label : weight;
      sum += weight;
    }
    for (int output = at; output < at + outputs && sum > 0; output++) {
      into[output] /= sum;
    }
  }

  private void measure(float[] row, int offset, int[] values, int valueOffset) {
    int held = held();
    Arrays.fill(distances, 0, held, 0);
    for (int column = 0; column < width; column++) {
      float own = row[offset + column];
      int from = column * capacity;
      for (int i = 0; i < held; i++) {
        float apart = own - inputs[from + i];
        distances[i] += apart * apart;
      }
    }
    for (int table = 0; table < tables; table++) {
      int own = values[valueOffset + table];
      int from = table * capacity;
      for (int i = 0; i < held; i++) {
        distances[i] += rows[from + i] == own ? 0 : DIFFERENT;
      }
    }
  }

  /** From the newest to the oldest: of those that are as near, the newer counts. */
  private int findNearest() {
    int newest = (int) (count % capacity) - 1;
    int found = findNearest(newest, 0, 0);
    return findNearest(held() - 1, newest + 1, found);
  }

  private int findNearest(int from, int to, int before) {
    int found = before;
    for (int i = from; i >= to; i--) {
      float distance = distances[i];
      if (found < NEAREST || distance < best[NEAREST - 1]) {
        int place = Math.min(found, NEAREST - 1);
        while (place > 0 && best[place - 1] > distance) {
          best[place] = best[place - 1];
          nearest[place] = nearest[place - 1];
          place--;
        }
        best[place] = distance;
        nearest[place] = i;
        found = Math.min(NEAREST, found + 1);
      }
    }
    return found;
  }

  /** Adds an example, in place of the oldest where it is full. */
  void learn(float[] row, int offset, int[] values, int valueOffset, float label) {
    int at = (int) (count % capacity);
    for (int column = 0; column < width; column++) {
      inputs[column * capacity + at] = row[offset + column];
    }
    for (int table = 0; table < tables; table++) {
      rows[table * capacity + at] = values[valueOffset + table];
    }
    labels[at] = label;
    dirty.set(at / CHUNK);
    count++;
  }

  /** The row of a table stands for another value: no example has that yet. */
  void resetRow(int table, int row) {
    int from = table * capacity;
    int held = held();
    for (int i = 0; i < held; i++) {
      if (rows[from + i] == row) {
        rows[from + i] = NOBODY;
        dirty.set(i / CHUNK);
      }
    }
  }

  /** Becomes as another of the same form. */
  void takeOver(NearestExamples other) {
    count = other.count;
    System.arraycopy(other.inputs, 0, inputs, 0, inputs.length);
    System.arraycopy(other.rows, 0, rows, 0, rows.length);
    System.arraycopy(other.labels, 0, labels, 0, labels.length);
    dirty.set(0, chunks());
  }

  /** Number of examples so far, those that are forgotten too. */
  public long count() {
    return count;
  }

  /** Sets the number of examples, before their pieces are read. */
  public void setCount(long examples) throws IOException {
    if (examples < 0) {
      throw new IOException("examples must be at least 0: " + examples);
    }
    count = examples;
  }

  /** Number of pieces that hold something. */
  public int chunks() {
    return (held() + CHUNK - 1) / CHUNK;
  }

  /** The pieces that have changed since they were marked clean. */
  public IntStream changed() {
    return dirty.stream();
  }

  public void markClean() {
    dirty.clear();
  }

  private int end(int chunk) {
    return Math.min((chunk + 1) * CHUNK, held());
  }

  /** Writes one of the {@link #chunks}. */
  public void write(int chunk, DataOutput out) throws IOException {
    for (int at = chunk * CHUNK; at < end(chunk); at++) {
      for (int column = 0; column < width; column++) {
        out.writeFloat(inputs[column * capacity + at]);
      }
      for (int table = 0; table < tables; table++) {
        out.writeInt(rows[table * capacity + at]);
      }
      out.writeFloat(labels[at]);
    }
  }

  /** Reads what {@link #write(int, DataOutput)} wrote, when the count was set: it has changed. */
  public void read(int chunk, DataInput in) throws IOException {
    dirty.set(chunk);
    for (int at = chunk * CHUNK; at < end(chunk); at++) {
      for (int column = 0; column < width; column++) {
        inputs[column * capacity + at] = in.readFloat();
      }
      for (int table = 0; table < tables; table++) {
        rows[table * capacity + at] = in.readInt();
      }
      labels[at] = label(in.readFloat());
    }
  }

  private float label(float stored) throws IOException {
    boolean isClass = stored == Math.rint(stored) && stored >= 0 && stored < classes;
    if (classes == 0 || isClass) {
      return stored;
    }
    throw new IOException("a label must be a class in 0..%d: %s".formatted(classes - 1, stored));
  }

  /** Writes all, as a snapshot has it. */
  void write(DataOutput out) throws IOException {
    Compact.writeUnsigned(count, out);
    for (int chunk = 0; chunk < chunks(); chunk++) {
      write(chunk, out);
    }
  }

  void read(DataInput in) throws IOException {
    setCount(Compact.readUnsigned(in));
    for (int chunk = 0; chunk < chunks(); chunk++) {
      read(chunk, in);
    }
  }
}
