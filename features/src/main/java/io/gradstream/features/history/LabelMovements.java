package io.gradstream.features.history;

import io.gradstream.features.event.Event;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How the label moved: the last three, exponential means, what it was one and two seasons ago, and
 * for how long it has been the same. Of a number all but the last are differences from the last; of
 * two classes a label is -1 or 1; of more, the last, two means and a season ago are told class by
 * class.
 */
final class LabelMovements implements HistoryPart {

  private static final double[] RATES = {1 / 3.0, 1 / 10.0, 1 / 40.0, 1 / 200.0};
  private static final int[] RATES_OF_CLASSES = {1, 3};

  private final int classes; // 0: a number
  private final Season season;
  private final RecentLabels labels;
  private final double[] means; // [values, RATES]
  private long run; // how often the last label came in a row

  LabelMovements(HistorySpec spec, RecentLabels labels, Season season) {
    this.classes = spec.classes();
    this.labels = labels;
    this.season = season;
    means = new double[spec.values() * RATES.length];
  }

  @Override
  public List<String> columns() {
    List<String> columns = new ArrayList<>();
    if (classes > 2) {
      for (int c = 0; c < classes; c++) {
        columns.addAll(List.of("last." + c, "mean10." + c, "mean200." + c, "season1." + c));
      }
      columns.add("run");
      return columns;
    }
    columns.addAll(List.of("last", "lag2", "lag3", "mean3", "mean10", "mean40", "mean200"));
    columns.addAll(List.of("season1", "season2"));
    columns.add(classes == 0 ? "seasonChange" : "run");
    return columns;
  }

  @Override
  public boolean isMeasured(int column) {
    return classes == 0;
  }

  @Override
  public void read(Event event, double[] values, int offset) {
    if (classes > 2) {
      readClasses(values, offset);
    } else {
      readValue(values, offset);
    }
  }

  private void readValue(double[] values, int offset) {
    double last = told(1);
    double base = classes == 0 ? last : 0;
    values[offset] = last;
    values[offset + 1] = told(2) - base;
    values[offset + 2] = told(3) - base;
    for (int rate = 0; rate < RATES.length; rate++) {
      values[offset + 3 + rate] = labels.count() == 0 ? 0 : means[rate] - base;
    }
    int period = season.period();
    values[offset + 7] = period == 0 ? 0 : told(period) - base;
    values[offset + 8] = period == 0 ? 0 : told(2 * period) - base;
    values[offset + 9] = classes == 0 ? seasonChange(period) : StrictMath.log1p(run) * last;
  }

  /** By how much the label changed a season ago, from the row before the like of this one. */
  private double seasonChange(int period) {
    return period == 0 ? 0 : told(period) - told(period + 1);
  }

  private void readClasses(double[] values, int offset) {
    int period = season.period();
    int next = offset;
    for (int c = 0; c < classes; c++) {
      values[next++] = labels.count() > 0 && labels.toldApart(1) == c ? 1 : 0;
      for (int rate : RATES_OF_CLASSES) {
        values[next++] = means[c * RATES.length + rate];
      }
      values[next++] =
          period > 0 && labels.count() >= period && labels.toldApart(period) == c ? 1 : 0;
    }
    values[next] = StrictMath.log1p(run);
  }

  private double told(int ago) {
    double label = labels.toldApart(ago);
    return labels.count() == 0 ? 0 : classes == 0 ? label : 2 * label - 1;
  }

  @Override
  public void learn(Event event, double label) {
    run = labels.count() > 0 && labels.toldApart(1) == label ? run + 1 : 1;
    for (int value = 0; value * RATES.length < means.length; value++) {
      double told = classes == 0 ? label : classes == 2 ? 2 * label - 1 : label == value ? 1 : 0;
      learnMeans(value * RATES.length, told);
    }
  }

  private void learnMeans(int from, double told) {
    for (int rate = 0; rate < RATES.length; rate++) {
      double share = Math.max(RATES[rate], 1.0 / (labels.count() + 1));
      means[from + rate] += share * (told - means[from + rate]);
    }
  }

  @Override
  public long bytes() {
    return (long) Double.BYTES * means.length;
  }

  @Override
  public void write(DataOutputStream out) throws IOException {
    out.writeLong(run);
    for (double mean : means) {
      out.writeDouble(mean);
    }
  }

  @Override
  public void restore(int format, DataInputStream in) throws IOException {
    run = Counts.read(in);
    for (int i = 0; i < means.length; i++) {
      means[i] = in.readDouble();
    }
  }
}
