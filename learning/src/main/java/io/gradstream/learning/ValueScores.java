package io.gradstream.learning;

import io.gradstream.learning.codec.Compact;
import io.gradstream.schemas.MetricReport.Measure;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Scores of a regression target, in the label's own unit. r2 is one minus the squared error over
 * that of the mean of all labels. The baselines begin with the second label: before the first they
 * have nothing to say.
 */
final class ValueScores extends Scores {

  private long count;
  private double absoluteSum;
  private double squaredSum;
  private double noChangeSum;
  private double meanSum;
  private double lastLabel;
  private double mean; // of the labels
  private double squaresAroundMean; // of the labels (Welford 1962)
  private long compared; // examples the baselines were scored on

  @Override
  public void score(float[] output, float target) {
    scoreValue(output[0], target);
  }

  void scoreValue(float output, double label) {
    double error = (Float.isFinite(output) ? output : 0) - label;
    absoluteSum += Math.abs(error);
    squaredSum += error * error;
    if (count > 0) {
      noChangeSum += Math.abs(lastLabel - label);
      meanSum += Math.abs(mean - label);
      compared++;
    }
    count++;
    double step = label - mean;
    mean += step / count;
    squaresAroundMean += step * (label - mean);
    lastLabel = label;
  }

  @Override
  public long count() {
    return count;
  }

  @Override
  public List<Measure> measures() {
    List<Measure> measures = new ArrayList<>();
    measures.add(new Measure("n", count));
    if (count > 0) {
      measures.add(new Measure("mae", absoluteSum / count));
      measures.add(new Measure("rmse", Math.sqrt(squaredSum / count)));
    }
    if (squaresAroundMean > 0) {
      measures.add(new Measure("r2", 1 - squaredSum / squaresAroundMean));
    }
    if (compared > 0) {
      measures.add(new Measure("no_change_mae", noChangeSum / compared));
      measures.add(new Measure("mean_mae", meanSum / compared));
    }
    return measures;
  }

  /** The labels' spread is joined as in Chan, Golub and LeVeque 1979. */
  @Override
  public void add(Scores other) {
    ValueScores scores = (ValueScores) other;
    if (scores.count == 0) {
      return;
    }
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
  }

  @Override
  void clear() {
    count = 0;
    absoluteSum = 0;
    squaredSum = 0;
    noChangeSum = 0;
    meanSum = 0;
    lastLabel = 0;
    mean = 0;
    squaresAroundMean = 0;
    compared = 0;
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
  }
}
