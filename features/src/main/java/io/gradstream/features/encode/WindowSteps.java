package io.gradstream.features.encode;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The last steps of one entity: each stands at a place on the clock and has the newest value of
 * each number there. One more than there is room for takes the place of that which entered first,
 * whatever its time: a time far ahead, or one that went back, is gone after as many others. State
 * of one owner, not thread safe.
 */
final class WindowSteps {

  /** Numbers of one place on the clock. */
  static final class Step {
    private final long place;
    private final double[] values; // [numbers]; NaN: missing
    private long time; // of the newest event, epoch milliseconds

    private Step(long place, long time, double[] values) {
      this.place = place;
      this.time = time;
      this.values = values;
    }

    long place() {
      return place;
    }

    long time() {
      return time;
    }

    /** NaN where it is missing. */
    double value(int number) {
      return values[number];
    }
  }

  private final long stride; // milliseconds of a place
  private final int most;
  private final Deque<Step> entered = new ArrayDeque<>(); // the first first
  private final List<Step> placed = new ArrayList<>(); // by place, the earliest first

  /**
   * @param most steps that are kept, at least 1
   */
  WindowSteps(long stride, int most) {
    this.stride = stride;
    this.most = most;
  }

  int size() {
    return placed.size();
  }

  /**
   * @param index from the earliest
   */
  Step get(int index) {
    return placed.get(index);
  }

  /** How many stand before a place. */
  int before(long place) {
    int low = 0;
    int high = placed.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (placed.get(middle).place < place) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /**
   * An event enters. Where another of the same place has, the numbers of the newer one count, and
   * the other's where that has none.
   *
   * @param values [numbers], NaN where one is missing; this object's from then on
   */
  void enter(long time, double[] values) {
    long place = Math.floorDiv(time, stride);
    int at = before(place);
    if (at < placed.size() && placed.get(at).place == place) {
      merge(placed.get(at), time, values);
      return;
    }
    Step step = new Step(place, time, values);
    placed.add(at, step);
    entered.add(step);
    if (entered.size() > most) {
      placed.remove(before(entered.remove().place));
    }
  }

  private static void merge(Step into, long time, double[] values) {
    boolean isNewer = time >= into.time;
    for (int i = 0; i < values.length; i++) {
      if (Double.isNaN(into.values[i]) || (isNewer && !Double.isNaN(values[i]))) {
        into.values[i] = values[i];
      }
    }
    into.time = Math.max(into.time, time);
  }

  /** Steps in the order in which they entered: a time, then the numbers. */
  void write(DataOutputStream out) throws IOException {
    out.writeInt(entered.size());
    for (Step step : entered) {
      out.writeLong(step.time);
      for (double value : step.values) {
        out.writeDouble(value);
      }
    }
  }

  static WindowSteps read(long stride, int most, int numbers, DataInputStream in)
      throws IOException {
    WindowSteps steps = new WindowSteps(stride, most);
    int count = in.readInt();
    if (count < 0 || count > most) {
      throw new IOException("steps of a window must be in 0..%d: %d".formatted(most, count));
    }
    for (int i = 0; i < count; i++) {
      long time = in.readLong();
      double[] values = new double[numbers];
      for (int number = 0; number < numbers; number++) {
        values[number] = in.readDouble();
      }
      steps.enter(time, values);
    }
    if (steps.size() != count) {
      throw new IOException("two steps of a window are at one place");
    }
    return steps;
  }
}
