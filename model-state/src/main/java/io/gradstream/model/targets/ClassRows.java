package io.gradstream.model.targets;

import io.gradstream.schemas.Compact;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which rows of a model's output layer stand for which classes: a class claims the next free row
 * with its first label, in the order of learning, and keeps it. Beside them how often each came of
 * late, where the loss weighs classes by that. Of another target than {@link OpenClassTarget} no
 * row is ever claimed. State of one model, not thread safe.
 */
public final class ClassRows {

  private static final double KEPT = 1 - 1.0 / 2000; // of what was seen, with each label
  private static final double HEAVIEST = 100; // weight
  private static final float[] NOT_WEIGHED = {};

  private final boolean open;
  private final boolean balanced;
  private final List<String> declared;
  private final int most;
  private final Map<String, Integer> rows = new HashMap<>();
  private MetClasses met = MetClasses.NONE;
  private double[] seen = new double[0]; // [met], faded
  private float[] weights = NOT_WEIGHED; // [met], where classes are weighed

  private ClassRows(boolean open, boolean balanced, List<String> declared, int most) {
    this.open = open;
    this.balanced = balanced;
    this.declared = declared;
    this.most = most;
    startAnew();
  }

  /** Rows of a model that has learned nothing. */
  public static ClassRows of(Target target) {
    return target instanceof OpenClassTarget of
        ? new ClassRows(true, of.balanced(), of.names(), of.atMost())
        : new ClassRows(false, false, List.of(), target.classes());
  }

  public void startAnew() {
    set(declared);
  }

  /** Rows of exactly these classes, seen never. */
  public void set(List<String> names) {
    if (names.size() > most) {
      throw new IllegalArgumentException("classes must be at most %d: %s".formatted(most, names));
    }
    rows.clear();
    for (String name : names) {
      if (rows.putIfAbsent(name, rows.size()) != null) {
        throw new IllegalArgumentException("a class has one row: " + name);
      }
    }
    met = MetClasses.of(names);
    seen = new double[names.size()];
    weigh();
  }

  /** Whether rows are claimed at all. */
  public boolean isOpen() {
    return open;
  }

  /** Rows that stand for a class: of a target with fixed classes all. */
  public int count() {
    return open ? seen.length : most;
  }

  /** Rows that there are. */
  public int most() {
    return most;
  }

  public MetClasses met() {
    return met;
  }

  /** Whether a class has a row, or could claim one beside so many others that are going to. */
  public boolean hasRoom(String name, int others) {
    return rows.containsKey(name) || count() + others < most;
  }

  /** Row of a class, or -1. */
  public int of(String name) {
    return rows.getOrDefault(name, -1);
  }

  /** Row of a class that is learned, which claims one where it has none. */
  public int learned(String name) {
    Integer known = rows.get(name);
    int row = known == null ? claim(name) : known;
    if (balanced) {
      for (int c = 0; c < seen.length; c++) {
        seen[c] = KEPT * seen[c] + (c == row ? 1 : 0);
      }
      weigh();
    }
    return row;
  }

  private int claim(String name) {
    int row = count();
    if (row >= most) {
      throw new IllegalArgumentException("no row is free for the class: " + name);
    }
    rows.put(name, row);
    met = met.and(name);
    seen = Arrays.copyOf(seen, row + 1);
    return row;
  }

  private void weigh() {
    if (!balanced) {
      return;
    }
    double all = 0;
    for (double of : seen) {
      all += of;
    }
    weights = new float[seen.length];
    for (int c = 0; c < weights.length; c++) {
      double weight = all / (seen.length * Math.max(1, seen[c]));
      weights[c] = (float) (all == 0 ? 1 : Math.min(HEAVIEST, weight));
    }
  }

  /**
   * Weight of each class in the loss, which is as if each came as often as any other; none where
   * they are not weighed. Not to be changed.
   */
  public float[] weights() {
    return weights;
  }

  /** Weight of a class in the loss. */
  public double weight(int row) {
    return balanced ? weights[row] : 1;
  }

  /** Becomes as another, which may have met more classes than this has room for. */
  public void takeOver(ClassRows other) {
    Set<String> names = new LinkedHashSet<>(other.met.names());
    names.addAll(declared);
    set(names.stream().limit(open ? most : 0).toList());
    System.arraycopy(other.seen, 0, seen, 0, Math.min(seen.length, other.seen.length));
    weigh();
  }

  public void write(DataOutput out) throws IOException {
    Compact.writeUnsigned(seen.length, out);
    for (int c = 0; c < seen.length; c++) {
      Compact.writeText(met.names().get(c), out);
      out.writeDouble(seen[c]);
    }
  }

  public void read(DataInput in) throws IOException {
    int count = Compact.readCount(most, in);
    List<String> names = new ArrayList<>();
    double[] often = new double[count];
    for (int c = 0; c < count; c++) {
      names.add(Compact.readText(in));
      often[c] = in.readDouble();
    }
    set(names);
    System.arraycopy(often, 0, seen, 0, count);
    weigh();
  }
}
