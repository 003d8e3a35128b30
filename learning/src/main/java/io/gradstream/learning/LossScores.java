package io.gradstream.learning;

import io.gradstream.model.targets.RowLoss;
import io.gradstream.schemas.Compact;
import io.gradstream.schemas.MetricReport.Measure;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * Scores of events that are their own labels: the mean loss; of texts over all their tokens, and
 * the perplexity, its exponential. A loss that is not finite is counted and left out of the mean.
 */
final class LossScores extends Scores {

  // Columns of the recent scores.
  private static final int SUM = 0;
  private static final int TERMS = 1;

  private final boolean ofTokens;
  private long count;
  private long terms; // of the sum
  private double sum;

  LossScores(boolean ofTokens) {
    super(new RecentScores(0, 2, 2), false);
    this.ofTokens = ofTokens;
  }

  @Override
  void score(RowLoss loss, boolean learned) {
    heard(loss.sum());
    if (!learned) {
      countUnlearned();
      return;
    }
    count++;
    if (Double.isFinite(loss.sum())) {
      sum += loss.sum();
      terms += loss.count();
      recent.add(loss.sum(), loss.count());
    }
  }

  /** Nothing calls it: there is no label that an answer could be compared with. */
  @Override
  void score(double[] output, double target, boolean learned) {
    throw new IllegalStateException("an event that is its own label has no target: " + target);
  }

  @Override
  public void score(double[] output, double target, double[] knownThen) {
    score(output, target, true);
  }

  @Override
  double error(double[] output, double target) {
    throw new IllegalStateException("an event that is its own label has no target: " + target);
  }

  @Override
  public double[] known() {
    return new double[0];
  }

  /** There is no baseline that a label could teach. */
  @Override
  public void know(double target) {}

  @Override
  long answered() {
    return count;
  }

  @Override
  void addMeasures(List<Measure> measures) {
    if (terms > 0) {
      measures.add(new Measure("loss", sum / terms));
    }
    if (terms > 0 && ofTokens) {
      measures.add(new Measure("perplexity", StrictMath.exp(sum / terms)));
    }
  }

  @Override
  void addMeans(String form, RecentScores.Sums sums, List<Measure> measures) {
    addQuotient("loss" + form, sums.sum(SUM), sums.sum(TERMS), measures);
  }

  @Override
  void addWhole(Scores other) {
    LossScores scores = (LossScores) other;
    count += scores.count;
    terms += scores.terms;
    sum += scores.sum;
  }

  @Override
  void clearWhole() {
    count = 0;
    terms = 0;
    sum = 0;
  }

  @Override
  void write(DataOutput out) throws IOException {
    Compact.writeUnsigned(count, out);
    Compact.writeUnsigned(terms, out);
    out.writeDouble(sum);
  }

  @Override
  void read(DataInput in) throws IOException {
    count = Compact.readUnsigned(in);
    terms = Compact.readUnsigned(in);
    sum = in.readDouble();
  }

  @Override
  void readBefore(DataInput in) throws IOException {
    read(in);
  }
}
