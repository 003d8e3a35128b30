package io.gradstream.learning;

import io.gradstream.model.targets.Target;
import io.gradstream.schemas.Compact;
import io.gradstream.schemas.MetricReport.Measure;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * How many of the labels lay within the bounds of their answers, and how wide these were, over the
 * whole stream and of the last examples. Answers that had no bounds are not counted. Not thread
 * safe.
 */
final class IntervalScores {

  // Columns of the recent scores.
  private static final int COVERED = 0;
  private static final int WIDTH = 1;

  private final RecentScores recent = new RecentScores(1, 1, 2);
  private long count; // answers with bounds
  private long covered;
  private double widthSum;

  /**
   * @param output of a number, with bounds or without
   */
  void add(double[] output, double label) {
    if (output.length <= Target.UPPER) {
      return; // of before there were bounds
    }
    double width = output[Target.UPPER] - output[Target.LOWER];
    if (!Double.isFinite(width)) {
      return;
    }
    boolean isWithin = output[Target.LOWER] <= label && label <= output[Target.UPPER];
    count++;
    covered += isWithin ? 1 : 0;
    widthSum += width;
    recent.add(isWithin ? 1 : 0, width);
  }

  void addMeasures(List<Measure> measures) {
    addMeans("", count, covered, widthSum, measures);
    addRecent(Scores.FADING, recent.fading(), measures);
    addRecent(Scores.WINDOW, recent.window(), measures);
  }

  private static void addRecent(String form, RecentScores.Sums sums, List<Measure> measures) {
    addMeans(form, sums.count(), sums.sum(COVERED), sums.sum(WIDTH), measures);
  }

  private static void addMeans(
      String form, double count, double covered, double width, List<Measure> measures) {
    Scores.addQuotient("coverage" + form, covered, count, measures);
    Scores.addQuotient("interval_width" + form, width, count, measures);
  }

  /** Adds those of another model. */
  void add(IntervalScores other) {
    if (other.count == 0) {
      return;
    }
    if (count == 0) {
      recent.copy(other.recent);
    } else {
      recent.join(other.recent);
    }
    count += other.count;
    covered += other.covered;
    widthSum += other.widthSum;
  }

  void clear() {
    recent.clear();
    count = 0;
    covered = 0;
    widthSum = 0;
  }

  void write(DataOutput out) throws IOException {
    Compact.writeUnsigned(count, out);
    Compact.writeUnsigned(covered, out);
    out.writeDouble(widthSum);
    recent.write(out);
  }

  void read(DataInput in) throws IOException {
    count = Compact.readUnsigned(in);
    covered = Compact.readUnsigned(in);
    widthSum = in.readDouble();
    recent.read(in);
  }
}
