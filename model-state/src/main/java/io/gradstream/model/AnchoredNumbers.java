package io.gradstream.model;

import io.gradstream.features.encode.StateBytes;
import io.gradstream.features.event.Event;
import io.gradstream.features.history.History;
import io.gradstream.features.history.Past;
import io.gradstream.features.history.RecentLabels;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Numbers that are learned as changes from an {@link Anchor}, in units of how far labels are from
 * it: a mean absolute error over the last {@value #MEMORY}. The anchors are outputs themselves.
 */
final class AnchoredNumbers implements LabelFrame {

  private static final int MEMORY = 2000;
  private static final double FAR = 10; // units: beyond, a change is learned as this
  private static final int FIRST = 32; // numbers whose errors count as they are
  private static final double MOST = 100; // units: a larger error counts as this
  private static final Anchor[] ANCHORS = Anchor.values();

  private final int from;
  private final double[] units = new double[ANCHORS.length];
  private int count;

  /**
   * @param from field of the event that tells the last number, where it does not lack it; -1: the
   *     last label does
   */
  AnchoredNumbers(int from) {
    this.from = from;
  }

  @Override
  public void startAnew() {
    Arrays.fill(units, 0);
    count = 0;
  }

  @Override
  public void heed(History known) {
    if (known.takeNews()) {
      Arrays.fill(units, known.lastError());
      count = FIRST;
    }
  }

  /**
   * @param last number: the last label, or one that the event itself tells
   */
  static double of(Anchor anchor, Past past, double last) {
    RecentLabels labels = past.labels();
    int season = past.season();
    return switch (anchor) {
      case LAST -> last;
      case MEAN -> labels.mean();
      case SEASON -> season == 0 ? last : labels.of(season);
      case SEASON_CHANGE -> season == 0 ? last : labels.of(season) + last - labels.of(season + 1);
    };
  }

  /** Above 0. */
  double unit(Anchor anchor) {
    double unit = units[anchor.ordinal()];
    return unit > 0 ? unit : 1;
  }

  @Override
  public void fill(Row row, Event event, Optional<History> known) {
    Past past = known.orElseThrow().past(event);
    row.known = (int) Math.min(2, known.orElseThrow().labels().count());
    row.hasUnits = row.known == 2 && units[Anchor.LAST.ordinal()] > 0;
    row.least = known.orElseThrow().least();
    row.most = known.orElseThrow().most();
    double last = from < 0 || event.isMissing(from) ? past.labels().of(1) : event.number(from);
    for (Anchor anchor : ANCHORS) {
      row.anchors[anchor.ordinal()] = of(anchor, past, last);
      row.units[anchor.ordinal()] = row.known < 2 ? 1 : unit(anchor); // none is known yet
    }
    for (int category = 0; category < row.own.length; category++) {
      row.own[category] = known.orElseThrow().ownLabel(category, event);
    }
  }

  @Override
  public void learn(Row row, Optional<History> known) {
    if (row.known < 2) {
      startAnew();
    }
    if (row.known == 0) {
      return; // there is nothing that it could be a change from
    }
    count = Math.min(count + 1, MEMORY);
    for (Anchor anchor : ANCHORS) {
      double error = Math.abs(row.learned - row.anchors[anchor.ordinal()]);
      double unit = units[anchor.ordinal()];
      boolean isUsual = count < FIRST || unit == 0;
      units[anchor.ordinal()] += ((isUsual ? error : Math.min(error, MOST * unit)) - unit) / count;
    }
  }

  @Override
  public void measure(Row row) {
    for (Anchor anchor : ANCHORS) {
      if (!row.hasUnits) {
        row.units[anchor.ordinal()] = unit(anchor);
      }
    }
  }

  @Override
  public float target(Row row, Anchor anchor) {
    int at = anchor.ordinal();
    return (float) within((row.learned - row.anchors[at]) / row.units[at]);
  }

  private static double within(double change) {
    return Math.max(-FAR, Math.min(FAR, change));
  }

  @Override
  public double value(Row row, Anchor anchor, double output) {
    int at = anchor.ordinal();
    return row.anchors[at] + row.units[at] * within(output);
  }

  @Override
  public double unit(Row row) {
    return row.units[Anchor.LAST.ordinal()];
  }

  @Override
  public int speakers() {
    return ANCHORS.length;
  }

  @Override
  public double speak(int speaker, Row row) {
    return row.anchors[speaker];
  }

  @Override
  public int keptWidth() {
    return ANCHORS.length;
  }

  @Override
  public void keep(Row row, float[] into) {
    for (Anchor anchor : ANCHORS) {
      into[anchor.ordinal()] = target(row, anchor);
    }
  }

  @Override
  public float kept(float[] kept, int offset, Anchor anchor) {
    return kept[offset + anchor.ordinal()];
  }

  @Override
  public void takeOver(LabelFrame other) {
    if (other instanceof AnchoredNumbers) {
      StateBytes.restore("a number's anchors", StateBytes.write(other::write), this::read);
    }
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeInt(count);
    for (double unit : units) {
      out.writeDouble(unit);
    }
  }

  @Override
  public void read(DataInput in) throws IOException {
    count = in.readInt();
    if (count < 0 || count > MEMORY) {
      throw new IOException("count must be in 0.." + MEMORY + ": " + count);
    }
    for (int i = 0; i < units.length; i++) {
      units[i] = in.readDouble();
    }
  }
}
