package io.gradstream.learning;

import io.gradstream.schemas.Compact;
import io.gradstream.schemas.MetricReport.Measure;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * Scores of a regression target, in the label's own unit. Every example counts, but errors begin
 * with the second label, the model's as the baselines': before a label is known nothing is known of
 * its unit, and there is nothing to say. Where labels come late, those are all the answers given
 * before the first one came. r2 is one minus the sum of the squared errors over that of the labels'
 * squared distances from their mean, the first label among them, but none that a model met which
 * had learned nothing.
 */
final class ValueScores extends Scores {

  // Columns of the recent scores, squares of the window only.
  private static final int COMPARED = 0; // a label was known before
  private static final int ABSOLUTE = 1;
  private static final int NO_CHANGE = 2;
  private static final int MEAN = 3;
  private static final int SQUARED = 4;
  private static final int NO_CHANGE_SQUARED = 5;
  private static final int MEAN_SQUARED = 6;

  private long count; // examples answered
  private double absoluteSum; // of errors, as all sums from the second label on
  private double squaredSum;
  private double noChangeSum;
  private double meanSum;
  private double noChangeSquaredSum; // NaN where a release before did not keep it
  private double meanSquaredSum; // as well
  private double mean; // of the labels of examples answered
  private double squaresAroundMean; // of the same (Welford 1962)
  private long compared; // examples that the sums are of

  private final KnownValues known = new KnownValues();

  ValueScores() {
    this(false, false);
  }

  ValueScores(boolean labelsComeLate, boolean bounded) {
    super(new RecentScores(1, 3, 7), labelsComeLate, bounded);
  }

  @Override
  void score(double[] output, double target, boolean learned) {
    double error = error(output, target);
    heard(error);
    double repeated = takeRepeated();
    if (learned) {
      intervals.ifPresent(of -> of.add(output, target));
      add(error, target, known, Double.isNaN(repeated) ? known.last() : repeated);
    } else {
      countUnlearned();
    }
    if (!labelsComeLate) {
      known.add(target);
    }
  }

  @Override
  public void score(double[] output, double target, double[] knownThen) {
    KnownValues then = new KnownValues();
    then.set(knownThen);
    intervals.ifPresent(of -> of.add(output, target));
    double repeated = takeRepeated();
    add(error(output, target), target, then, Double.isNaN(repeated) ? then.last() : repeated);
    if (!labelsComeLate) {
      known.add(target);
    }
  }

  @Override
  public double[] known() {
    return known.numbers();
  }

  @Override
  double error(double[] output, double target) {
    return Math.abs((Double.isFinite(output[0]) ? output[0] : 0) - target);
  }

  private void add(double error, double label, KnownValues by, double last) {
    int isCompared = by.isEmpty() ? 0 : 1;
    double absolute = isCompared * error;
    double noChange = isCompared * Math.abs(last - label);
    double ofMean = isCompared * Math.abs(by.mean() - label);
    recent.add(
        isCompared,
        absolute,
        noChange,
        ofMean,
        absolute * absolute,
        noChange * noChange,
        ofMean * ofMean);
    absoluteSum += absolute;
    squaredSum += absolute * absolute;
    noChangeSum += noChange;
    meanSum += ofMean;
    noChangeSquaredSum += noChange * noChange;
    meanSquaredSum += ofMean * ofMean;
    compared += isCompared;
    count++;
    double step = label - mean;
    mean += step / count;
    squaresAroundMean += step * (label - mean);
  }

  @Override
  public void know(double target) {
    known.add(target);
  }

  @Override
  long answered() {
    return count;
  }

  @Override
  long scored() {
    return compared;
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
      addRoot("no_change_rmse", noChangeSquaredSum, compared, measures);
      addRoot("mean_rmse", meanSquaredSum, compared, measures);
    }
  }

  /** Adds the root of a mean of squares, where it is known. */
  private static void addRoot(String name, double squares, double count, List<Measure> measures) {
    if (count > 0 && !Double.isNaN(squares)) {
      measures.add(new Measure(name, Math.sqrt(squares / count)));
    }
  }

  @Override
  void addMeans(String form, RecentScores.Sums sums, List<Measure> measures) {
    addQuotient("mae" + form, sums.sum(ABSOLUTE), sums.sum(COMPARED), measures);
    addQuotient("no_change_mae" + form, sums.sum(NO_CHANGE), sums.sum(COMPARED), measures);
    addQuotient("mean_mae" + form, sums.sum(MEAN), sums.sum(COMPARED), measures);
    if (sums.columns() > SQUARED) {
      addRoot("rmse" + form, sums.sum(SQUARED), sums.sum(COMPARED), measures);
      addRoot("no_change_rmse" + form, sums.sum(NO_CHANGE_SQUARED), sums.sum(COMPARED), measures);
      addRoot("mean_rmse" + form, sums.sum(MEAN_SQUARED), sums.sum(COMPARED), measures);
    }
  }

  /** The labels' spread is joined as in Chan, Golub and LeVeque 1979. */
  @Override
  void addWhole(Scores other) {
    ValueScores scores = (ValueScores) other;
    if (scores.count > 0) {
      double distance = scores.mean - mean;
      double share = (double) scores.count / (count + scores.count);
      squaresAroundMean += scores.squaresAroundMean + distance * distance * count * share;
      mean += distance * share;
    }
    count += scores.count;
    absoluteSum += scores.absoluteSum;
    squaredSum += scores.squaredSum;
    noChangeSum += scores.noChangeSum;
    meanSum += scores.meanSum;
    noChangeSquaredSum += scores.noChangeSquaredSum;
    meanSquaredSum += scores.meanSquaredSum;
    compared += scores.compared;
    known.add(scores.known);
  }

  @Override
  void clearWhole() {
    count = 0;
    absoluteSum = 0;
    squaredSum = 0;
    noChangeSum = 0;
    meanSum = 0;
    noChangeSquaredSum = 0;
    meanSquaredSum = 0;
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
    out.writeDouble(noChangeSquaredSum);
    out.writeDouble(meanSquaredSum);
    out.writeDouble(mean);
    out.writeDouble(squaresAroundMean);
    known.write(out);
  }

  @Override
  void read(DataInput in) throws IOException {
    readSums(in);
    noChangeSquaredSum = in.readDouble();
    meanSquaredSum = in.readDouble();
    mean = in.readDouble();
    squaresAroundMean = in.readDouble();
    known.read(in);
  }

  /**
   * All labels that were known had been scored. A release before that summed the model's error of
   * the first example too, here and in the recent scores, and counted it as not compared. What it
   * summed stays: the sum goes on over one example less than it is of.
   */
  @Override
  void readBefore(DataInput in) throws IOException {
    readSums(in);
    noChangeSquaredSum = Double.NaN;
    meanSquaredSum = Double.NaN;
    double lastLabel = in.readDouble();
    mean = in.readDouble();
    squaresAroundMean = in.readDouble();
    known.set(count, mean, lastLabel);
  }

  @Override
  double[] widened(double[] row) {
    double[] wide = Arrays.copyOf(row, MEAN_SQUARED + 1);
    wide[SQUARED] = row[ABSOLUTE] * row[ABSOLUTE];
    wide[NO_CHANGE_SQUARED] = row[NO_CHANGE] * row[NO_CHANGE];
    wide[MEAN_SQUARED] = row[MEAN] * row[MEAN];
    return wide;
  }

  private void readSums(DataInput in) throws IOException {
    count = Compact.readUnsigned(in);
    compared = Compact.readUnsigned(in);
    absoluteSum = in.readDouble();
    squaredSum = in.readDouble();
    noChangeSum = in.readDouble();
    meanSum = in.readDouble();
  }
}
