package io.gradstream.features.history;

import io.gradstream.features.event.Event;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How each number of an event moved: its difference from that of the last event, from exponential
 * means, from the one a season ago, and from the mean of the last season. One that is missing has
 * not moved.
 */
final class NumberMovements implements HistoryPart {

  private static final int RING = 512; // above a season
  private static final double[] RATES = {1 / 3.0, 1 / 12.0, 1 / 50.0};
  private static final int MOVEMENTS = 1 + RATES.length + 2;

  private final int[] fields;
  private final List<String> names;
  private final Season season;
  private final int kept;
  private final double[] ring; // [fields, kept]
  private final double[] means; // [fields, RATES]
  private final double[] sums; // [fields]: of the last season
  private long count;
  private int summed; // the season that sums are of

  NumberMovements(HistorySpec spec, List<String> names, Season season) {
    this(spec, names, season, RING);
  }

  /**
   * @param kept values of each, above any season
   */
  NumberMovements(HistorySpec spec, List<String> names, Season season, int kept) {
    this.kept = kept;
    fields = spec.numbers().stream().mapToInt(Integer::intValue).toArray();
    this.names = names;
    this.season = season;
    ring = new double[fields.length * kept];
    means = new double[fields.length * RATES.length];
    sums = new double[fields.length];
  }

  @Override
  public List<String> columns() {
    List<String> columns = new ArrayList<>();
    for (String name : names) {
      for (String movement : List.of("last", "mean3", "mean12", "mean50", "season", "seasonMean")) {
        columns.add(name + "-" + movement);
      }
    }
    return columns;
  }

  @Override
  public boolean isMeasured(int column) {
    return true;
  }

  @Override
  public void read(Event event, double[] values, int offset) {
    for (int f = 0; f < fields.length; f++) {
      int next = offset + f * MOVEMENTS;
      if (count == 0 || event.isMissing(fields[f])) {
        Arrays.fill(values, next, next + MOVEMENTS, 0);
      } else {
        read(f, event.number(fields[f]), values, next);
      }
    }
  }

  private void read(int f, double value, double[] values, int offset) {
    values[offset] = value - ago(f, 1);
    for (int rate = 0; rate < RATES.length; rate++) {
      values[offset + 1 + rate] = value - means[f * RATES.length + rate];
    }
    int period = season.period();
    boolean known = period > 0 && count >= period;
    values[offset + 4] = known ? value - ago(f, period) : 0;
    values[offset + 5] = known && summed == period ? value - sums[f] / period : 0;
  }

  private double ago(int f, int ago) {
    return ring[f * kept + (int) ((count - ago) % kept)];
  }

  @Override
  public void learn(Event event, double label) {
    int period = season.period();
    boolean anew = period != summed || count % kept == 0; // from time to time: sums drift
    for (int f = 0; f < fields.length; f++) {
      double value = event.isMissing(fields[f]) ? lastKnown(f) : event.number(fields[f]);
      for (int rate = 0; rate < RATES.length; rate++) {
        double share = Math.max(RATES[rate], 1.0 / (count + 1));
        means[f * RATES.length + rate] += share * (value - means[f * RATES.length + rate]);
      }
      double leaves = period > 0 && count >= period ? ago(f, period) : 0;
      ring[f * kept + (int) (count % kept)] = value;
      sums[f] = anew ? sum(f, period) : sums[f] + value - leaves;
    }
    summed = period;
    count++;
  }

  private double lastKnown(int f) {
    return count == 0 ? 0 : ago(f, 1);
  }

  /** The sum of the newest value and those of the season before it. */
  private double sum(int f, int period) {
    double sum = 0;
    for (int ago = 0; ago < Math.min(period, count + 1); ago++) {
      sum += ago(f, ago);
    }
    return sum;
  }

  @Override
  public long bytes() {
    return (long) Double.BYTES * (ring.length + means.length + sums.length);
  }

  @Override
  public void write(DataOutputStream out) throws IOException {
    out.writeLong(count);
    out.writeInt(summed);
    for (double mean : means) {
      out.writeDouble(mean);
    }
    int known = (int) Math.min(count, kept);
    for (int f = 0; f < fields.length; f++) {
      out.writeDouble(sums[f]);
      for (int i = 0; i < known; i++) {
        out.writeDouble(ring[f * kept + i]);
      }
    }
  }

  @Override
  public void restore(int format, DataInputStream in) throws IOException {
    count = Counts.read(in);
    summed = in.readInt();
    for (int i = 0; i < means.length; i++) {
      means[i] = in.readDouble();
    }
    int known = (int) Math.min(count, kept);
    for (int f = 0; f < fields.length; f++) {
      sums[f] = in.readDouble();
      for (int i = 0; i < known; i++) {
        ring[f * kept + i] = in.readDouble();
      }
    }
  }
}
