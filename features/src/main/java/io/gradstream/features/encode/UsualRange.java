package io.gradstream.features.encode;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Where a number's values usually lie, so that no few of them can blind its statistics, and a
 * change of its unit is followed. Beside statistics of its owner, whose mean and deviation it is
 * told. Mutable, one owner, not thread safe.
 *
 * <p>It begins with the first {@value #FIRST} values that differ: those further from their median
 * than {@value #FAR} median distances are odd, and statistics are those of the others. From then on
 * the middle and the reach, the median distance from it, are followed in steps that are a part of
 * the reach, up and down alike: a reach that is a thousand times larger or smaller is found within
 * 150 values. A value that came just before says nothing new and moves neither: a constant, and a
 * sentinel that comes in a row, have no reach.
 *
 * <p>A value is far that is beyond {@value #FAR} reaches and beyond {@value #DEVIATIONS}
 * deviations. It is not learned, unless more than {@value #MANY} of the values are far, and none
 * like another: then it is a part of what is usual. One that is exactly one of the last two that
 * were far is a sentinel, and never learned.
 *
 * <p>Statistics begin anew, once the reach is steady, where the middle has left them, the reach is
 * far above them, or has fallen to a {@value #SHRUNK}th of the deviation and of what it mostly was:
 * for many values in a row, each time four times as many, so that one that is calm now and then
 * keeps its scale. What comes while the middle has left is not learned.
 */
public final class UsualRange {

  private static final int FIRST = 32;
  private static final int BEGINNING = 256; // values at most, of few that differ
  private static final double FAR = 15; // reaches: ten deviations of what is normal
  private static final double DEVIATIONS = 10;
  private static final double STEP = 0.05; // part of the reach
  private static final double LEAST = 1e-12; // part of the middle that a double can tell
  private static final int MEMORY = 20_000;
  private static final int STEADY = 30; // values in a row within twice or half a reach
  private static final int OF_TWO_KINDS = 100; // as many
  private static final double MANY = 0.05;
  private static final double STRAYS_RATE = 1 / 1000.0;
  private static final double LEFT = 5; // deviations
  private static final double SHRUNK = 30;
  private static final int PATIENCE = 100; // values in a row
  private static final int MOST_PATIENCE = 1 << 24;
  private static final int NEW_COUNT = 20;
  private static final double NORMAL = 1.48; // deviations in a reach

  /**
   * Statistics that replace the owner's.
   *
   * @param count values they count as
   */
  public record Summary(int count, double mean, double deviation) {}

  private double[] first = new double[FIRST]; // those that differ; null once it has begun
  private int held; // of them
  private int seen; // values since the second that differs
  private boolean trimmed; // an odd one was among them
  private Summary summary; // to be taken
  private double last = Double.NaN;
  private double middle;
  private double reach;
  private double usual; // reach, over a long time
  private int count; // up to MEMORY
  private double odd = Double.NaN; // the last that was far
  private double odder = Double.NaN; // the one before
  private double strays; // share of values that are far, none like another
  private double level; // reach that it is steady at
  private int steady; // values in a row
  private boolean left; // the middle has left the statistics
  private int patience = PATIENCE;

  /** A range of no value yet. */
  public UsualRange() {}

  /** A range as it is around statistics that were learned without one. */
  public static UsualRange around(double mean, double deviation, long count) {
    UsualRange range = new UsualRange();
    if (deviation > 0) {
      range.go(mean, deviation / NORMAL);
      range.count = (int) Math.min(count, MEMORY);
    }
    return range;
  }

  /** Whether it knows too little to say what is far. */
  boolean begins() {
    return first != null;
  }

  /**
   * Takes a value, within that of any float, that comes beside statistics.
   *
   * @return what is learned of it; NaN for nothing
   */
  public double admit(double value, double mean, double deviation) {
    boolean again = value == last;
    last = value;
    if (begins()) {
      return begin(value);
    }
    boolean far = isFar(value, mean, deviation);
    if (far && (value == odd || value == odder)) {
      return Double.NaN;
    }
    strays += STRAYS_RATE * ((far ? 1 : 0) - strays);
    if (!again) {
      follow(value);
      look(mean, deviation);
    }
    if (far) {
      odder = odd;
      odd = value;
    }
    boolean learned = far ? strays > MANY && steady > OF_TWO_KINDS : !left;
    return learned ? value : Double.NaN;
  }

  /** Whether the middle has left the statistics: what comes is not for them. */
  boolean hasLeft() {
    return left;
  }

  /** Whether a value is far from what is usual. Changes nothing. */
  public boolean isFar(double value, double mean, double deviation) {
    return begins()
        ? isOddAmongFirst(value)
        : Math.abs(value - middle) > FAR * reach && Math.abs(value - mean) > DEVIATIONS * deviation;
  }

  /** A value that is far, brought near. */
  double nearer(double value) {
    return value > middle ? middle + FAR * reach : middle - FAR * reach;
  }

  /** What replaces the owner's statistics, or null: mostly nothing. */
  public Summary takeSummary() {
    Summary taken = summary;
    summary = null;
    return taken;
  }

  private double begin(double value) {
    boolean differs = !holds(value);
    if (differs) {
      first[held++] = value;
      trimmed |= sorted().odd() > 0;
    }
    if (trimmed && differs) {
      summary = sorted().summary();
    }
    seen += held > 1 ? 1 : 0;
    double admitted = trimmed ? Double.NaN : value;
    if (held == FIRST || seen == BEGINNING) {
      goOn();
    }
    return admitted;
  }

  private boolean holds(double value) {
    for (int i = 0; i < held; i++) {
      if (first[i] == value) {
        return true;
      }
    }
    return false;
  }

  private boolean isOddAmongFirst(double value) {
    if (held < 3) {
      return false; // of two nobody can say which
    }
    FirstValues values = sorted();
    return Math.abs(value - values.median()) > FAR * values.distance();
  }

  private FirstValues sorted() {
    return FirstValues.of(Arrays.copyOf(first, held), FAR);
  }

  private void goOn() {
    FirstValues values = sorted().usual();
    for (int i = 0; i < held; i++) {
      if (isOddAmongFirst(first[i])) {
        odder = odd;
        odd = first[i];
      }
    }
    go(values.median(), values.distance());
  }

  private void go(double from, double reaches) {
    first = null;
    middle = from;
    reach = reaches;
    usual = reaches;
    count = FIRST;
    level = reaches;
  }

  private void follow(double value) {
    double apartNow = Math.abs(value - middle);
    middle += 2 * STEP * reach * Math.signum(value - middle);
    reach *= apartNow > reach ? 1 + STEP : 1 - STEP;
    reach = Math.max(reach, Math.max(LEAST * Math.abs(middle), Double.MIN_NORMAL));
    count = Math.min(count + 1, MEMORY);
    usual += (Math.min(reach, FAR * usual) - usual) / count;
    boolean moves = reach > 2 * level || reach < level / 2;
    level = moves ? reach : level;
    steady = moves ? 0 : Math.min(steady + 1, MOST_PATIENCE);
  }

  private void look(double mean, double deviation) {
    left = Math.abs(middle - mean) > LEFT * deviation || reach > DEVIATIONS * deviation;
    boolean shrunk = SHRUNK * reach * NORMAL < deviation && SHRUNK * reach < usual;
    if (shrunk && steady >= patience) {
      patience = Math.min(4 * patience, MOST_PATIENCE);
      anew(deviation);
    } else if (left && steady >= STEADY) {
      anew(deviation);
    }
  }

  /** What is usual has the same form as before, in another unit. */
  private void anew(double deviation) {
    double form = Math.max(1, Math.min(2 * NORMAL, deviation / usual));
    summary = new Summary(NEW_COUNT, middle, form * reach);
    usual = reach;
    count = NEW_COUNT;
    strays = 0;
    left = false;
  }

  /** Writes all of it. */
  public void write(DataOutput out) throws IOException {
    out.writeDouble(last);
    out.writeByte(begins() ? held : FIRST + 1);
    if (begins()) {
      for (int i = 0; i < held; i++) {
        out.writeDouble(first[i]);
      }
      out.writeInt(seen);
      out.writeBoolean(trimmed);
      return;
    }
    for (double value : new double[] {middle, reach, usual, level, strays, odd, odder}) {
      out.writeDouble(value);
    }
    for (int value : new int[] {count, steady, patience}) {
      out.writeInt(value);
    }
    out.writeBoolean(left);
  }

  /** Reads what {@link #write} wrote. */
  public static UsualRange read(DataInput in) throws IOException {
    UsualRange range = new UsualRange();
    range.last = in.readDouble();
    range.held = in.readByte();
    if (range.held == FIRST + 1) {
      range.readUsual(in);
    } else {
      range.readFirst(in);
    }
    return range;
  }

  private void readFirst(DataInput in) throws IOException {
    if (held < 0 || held >= FIRST) {
      throw new IOException("first values must be in 0.." + (FIRST - 1) + ": " + held);
    }
    for (int i = 0; i < held; i++) {
      first[i] = in.readDouble();
    }
    seen = in.readInt();
    trimmed = in.readBoolean();
  }

  private void readUsual(DataInput in) throws IOException {
    held = 0;
    first = null;
    middle = in.readDouble();
    reach = in.readDouble();
    usual = in.readDouble();
    level = in.readDouble();
    strays = in.readDouble();
    odd = in.readDouble();
    odder = in.readDouble();
    count = in.readInt();
    steady = in.readInt();
    patience = in.readInt();
    left = in.readBoolean();
    boolean possible =
        Double.isFinite(middle)
            && reach > 0
            && usual > 0
            && level > 0
            && Double.isFinite(reach + usual + level + strays)
            && count > 0
            && count <= MEMORY
            && steady >= 0
            && patience > 0;
    if (!possible) {
      throw new IOException(
          "middle=%s reach=%s usual=%s cannot be a range".formatted(middle, reach, usual));
    }
  }
}
