package io.gradstream.learning;

import io.gradstream.schemas.Compact;
import io.gradstream.schemas.MetricReport.Measure;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * Scores of a regression target, in the label's own unit. Every example counts, but errors begin
 * with the second label, the model's as the baselines': before a label is known nothing is known of
 * its unit, and there is nothing to say. Where labels come late, those are all the answers given
 * before the first one came. r2 is one minus the sum of the squared errors over that of all labels'
 * squared distances from their mean, the first label among them.
 */
final class ValueScores extends Scores {

  // Columns of the recent scores: a flag, three numbers.
  private static final int COMPARED = 0; // a label was known before
  private static final int ABSOLUTE = 1;
  private static final int NO_CHANGE = 2;
  private static final int MEAN = 3;

  private long count; // examples
  private double absoluteSum; // of errors, as all sums from the second label on
  private double squaredSum;
  private double noChangeSum;
  private double meanSum;
  private double lastLabel;
  private double mean; // of all labels
  private double squaresAroundMean; // of all labels (Welford 1962)
  private long compared; // examples that the sums are of

  private final KnownValues known = new KnownValues();

  ValueScores() {
    this(false);
  }

  ValueScores(boolean labelsComeLate) {
    super(new RecentScores(1, 3), labelsComeLate);
  }

  @Override
  public void score(float[] output, float target) {
    scoreValue(output[0], target);
  }

  void scoreValue(float output, double label) {
    double error = Math.abs((Float.isFinite(output) ? output : 0) - label);
    int isCompared = known.isEmpty() ? 0 : 1;
    double absolute = isCompared * error;
    double noChange = isCompared * Math.abs(known.last() - label);
    double ofMean = isCompared * Math.abs(known.mean() - label);
    heard(error);
    recent.add(isCompared, absolute, noChange, ofMean);
    absoluteSum += absolute;
    squaredSum += absolute * absolute;
    noChangeSum += noChange;
    meanSum += ofMean;
    compared += isCompared;
    count++;
    double step = label - mean;
    mean += step / count;
    squaresAroundMean += step * (label - mean);
    lastLabel = label;
    if (!labelsComeLate) {
      known.add(label);
    }
  }

  @Override
  public void know(float target) {
    known.add(target);
  }

  @Override
  public long count() {
    return count;
  }

  @Override
  void addMeasures(List<Measure> measures) {
    if (compared > 0) {
      measures.add(new Measure("mae", absoluteSum / compared));
      measures.add(new Measure("rmse", Math.sqrt(squaredSum / compared)));
    }
    if (compared > 0 && squaresAroundMean > 0) {
      measures.add(new Measure("r2", 1 - squaredSum / squaresAroundMean));
    }
    if (compared > 0) {
      measures.add(new Measure("no_change_mae", noChangeSum / compared));
      measures.add(new Measure("mean_mae", meanSum / compared));
    }
  }

  @Override
  void addMeans(String form, RecentScores.Sums sums, List<Measure> measures) {
    addQuotient("mae" + form, sums.sum(ABSOLUTE), sums.sum(COMPARED), measures);
    addQuotient("no_change_mae" + form, sums.sum(NO_CHANGE), sums.sum(COMPARED), measures);
    addQuotient("mean_mae" + form, sums.sum(MEAN), sums.sum(COMPARED), measures);
  }

  /** The labels' spread is joined as in Chan, Golub and LeVeque 1979. */
  @Override
  void addWhole(Scores other) {
    ValueScores scores = (ValueScores) other;
    double distance = scores.mean - mean;
    double share = (double) scores.count / (count + scores.count);
    squaresAroundMean += scores.squaresAroundMean + distance * distance * count * share;
    mean += distance * share;
    count += scores.count;
    absoluteSum += scores.absoluteSum;
    squaredSum += scores.squaredSum;
    noChangeSum += scores.noChangeSum;
    meanSum += scores.meanSum;
    compared += scores.compared;
    known.set(count, mean, lastLabel);
  }

  @Override
  void clearWhole() {
    count = 0;
    absoluteSum = 0;
    squaredSum = 0;
    noChangeSum = 0;
    meanSum = 0;
    lastLabel = 0;
    mean = 0;
    squaresAroundMean = 0;
    compared = 0;
    known.set(0, 0, 0);
  }

  @Override
  void write(DataOutput out) throws IOException {
    Compact.writeUnsigned(count, out);
    Compact.writeUnsigned(compared, out);
    out.writeDouble(absoluteSum);
    out.writeDouble(squaredSum);
    out.writeDouble(noChangeSum);
    out.writeDouble(meanSum);
    out.writeDouble(lastLabel);
    out.writeDouble(mean);
    out.writeDouble(squaresAroundMean);
  }

  /**
   * A release before summed the model's error of the first example too, here and in the recent
   * scores, and counted it as not compared. What it summed stays: the sum goes on over one example
   * less than it is of.
   */
  @Override
  void read(DataInput in) throws IOException {
    count = Compact.readUnsigned(in);
    compared = Compact.readUnsigned(in);
    absoluteSum = in.readDouble();
    squaredSum = in.readDouble();
    noChangeSum = in.readDouble();
    meanSum = in.readDouble();
    lastLabel = in.readDouble();
    mean = in.readDouble();
    squaresAroundMean = in.readDouble();
    known.set(count, mean, lastLabel);
  }
}
