package io.gradstream.learning;

import io.gradstream.schemas.Compact;
import io.gradstream.schemas.MetricReport.Measure;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * Scores of a binary or multi-class target. Kappa is Cohen's (1960); kappa_t compares with
 * no-change, kappa_m with majority (Bifet et al. 2015, "Efficient online evaluation of big data
 * stream classifiers").
 */
final class ClassScores extends Scores {

  /** Log-loss of one example is bounded by this: -log 1e-7. */
  private static final double SMALLEST_PROBABILITY = 1e-7;

  // Columns of the recent scores.
  private static final int RIGHT = 0;
  private static final int NO_CHANGE = 1;
  private static final int MAJORITY = 2;
  private static final int LOSS = 3;
  private static final int PRIOR_LOSS = 4;

  private final int classes;
  private final RankCurve curve; // binary only, else null
  private final long[] labels; // [classes]
  private final long[] predictions; // [classes]
  private final KnownClasses known;
  private long count;
  private long right;
  private long noChangeRight;
  private long majorityRight;
  private double lossSum;
  private double priorLossSum;

  /**
   * @param classes 2 for a binary target
   */
  ClassScores(int classes, boolean binary) {
    this(classes, binary, false);
  }

  ClassScores(int classes, boolean binary, boolean labelsComeLate) {
    super(new RecentScores(3, 2, 5), labelsComeLate);
    this.classes = classes;
    this.curve = binary ? new RankCurve() : null;
    this.labels = new long[classes];
    this.predictions = new long[classes];
    this.known = new KnownClasses(classes);
  }

  /**
   * What an output says.
   *
   * @param best the class that is the likeliest
   * @param ofLabel probability of the class that turned out true
   */
  private record Said(int best, double ofLabel) {}

  @Override
  void score(float[] output, float target, boolean learned) {
    Said said = said(output, (int) target);
    heard(said.best == (int) target ? 0 : 1);
    if (learned) {
      add(output, said, (int) target, known);
    } else {
      countUnlearned();
    }
    if (!labelsComeLate) {
      known.add((int) target);
    }
  }

  @Override
  public void score(float[] output, float target, float[] knownThen) {
    KnownClasses then = new KnownClasses(classes);
    then.set(knownThen);
    add(output, said(output, (int) target), (int) target, then);
    if (!labelsComeLate) {
      known.add((int) target);
    }
  }

  @Override
  public float[] known() {
    return known.floats();
  }

  private Said said(float[] output, int label) {
    if (curve != null) {
      float positive = positive(output);
      return new Said(positive >= 0.5f ? 1 : 0, label == 1 ? positive : 1.0 - positive);
    }
    int best = 0;
    for (int c = 0; c < classes; c++) {
      if (!Float.isFinite(output[c])) {
        return new Said(0, 1.0 / classes);
      }
      best = output[c] > output[best] ? c : best;
    }
    return new Said(best, output[label]);
  }

  /** Probability of the positive class. */
  private static float positive(float[] output) {
    return Float.isFinite(output[0]) ? output[0] : 0.5f;
  }

  private void add(float[] output, Said said, int label, KnownClasses by) {
    if (curve != null) {
      curve.add(positive(output), label == 1);
    }
    int isRight = said.best == label ? 1 : 0;
    int noChangeIsRight = by.last() == label ? 1 : 0;
    int majorityIsRight = by.mostFrequent() == label ? 1 : 0;
    // StrictMath: the sums are state, and Math.log may differ between machines.
    double loss = -StrictMath.log(Math.max(SMALLEST_PROBABILITY, said.ofLabel));
    double priorLoss = by.priorLoss(label);
    recent.add(isRight, noChangeIsRight, majorityIsRight, loss, priorLoss);
    count++;
    right += isRight;
    noChangeRight += noChangeIsRight;
    majorityRight += majorityIsRight;
    lossSum += loss;
    priorLossSum += priorLoss;
    predictions[said.best]++;
    labels[label]++;
  }

  @Override
  public void know(float target) {
    known.add((int) target);
  }

  @Override
  long answered() {
    return count;
  }

  @Override
  void addMeasures(List<Measure> measures) {
    if (count == 0) {
      return;
    }
    double accuracy = rate(right);
    measures.add(new Measure("accuracy", accuracy));
    addAbove("kappa", accuracy, chance(), measures);
    addAbove("kappa_t", accuracy, rate(noChangeRight), measures);
    addAbove("kappa_m", accuracy, rate(majorityRight), measures);
    if (curve != null && curve.isDefined()) {
      measures.add(new Measure("auc", curve.area()));
    }
    measures.add(new Measure("logloss", lossSum / count));
    measures.add(new Measure("no_change", rate(noChangeRight)));
    measures.add(new Measure("majority", rate(majorityRight)));
    measures.add(new Measure("prior_logloss", priorLossSum / count));
  }

  @Override
  void addMeans(String form, RecentScores.Sums sums, List<Measure> measures) {
    addQuotient("accuracy" + form, sums.sum(RIGHT), sums.count(), measures);
    addQuotient("logloss" + form, sums.sum(LOSS), sums.count(), measures);
    addQuotient("no_change" + form, sums.sum(NO_CHANGE), sums.count(), measures);
    addQuotient("majority" + form, sums.sum(MAJORITY), sums.count(), measures);
    addQuotient("prior_logloss" + form, sums.sum(PRIOR_LOSS), sums.count(), measures);
  }

  private double rate(long part) {
    return (double) part / count;
  }

  /** Accuracy of labels drawn at random with the frequencies of the predictions. */
  private double chance() {
    double sum = 0;
    for (int c = 0; c < classes; c++) {
      sum += rate(labels[c]) * rate(predictions[c]);
    }
    return sum;
  }

  /** How far the accuracy is above a reference's, of the way from there to 1. */
  private static void addAbove(
      String name, double accuracy, double reference, List<Measure> measures) {
    if (reference < 1) {
      measures.add(new Measure(name, (accuracy - reference) / (1 - reference)));
    }
  }

  @Override
  void addWhole(Scores other) {
    ClassScores scores = (ClassScores) other;
    for (int c = 0; c < classes; c++) {
      labels[c] += scores.labels[c];
      predictions[c] += scores.predictions[c];
    }
    if (curve != null) {
      curve.add(scores.curve);
    }
    count += scores.count;
    right += scores.right;
    noChangeRight += scores.noChangeRight;
    majorityRight += scores.majorityRight;
    lossSum += scores.lossSum;
    priorLossSum += scores.priorLossSum;
    known.add(scores.known);
  }

  @Override
  void clearWhole() {
    Arrays.fill(labels, 0);
    Arrays.fill(predictions, 0);
    if (curve != null) {
      curve.clear();
    }
    count = 0;
    right = 0;
    noChangeRight = 0;
    majorityRight = 0;
    lossSum = 0;
    priorLossSum = 0;
    known.clear();
  }

  @Override
  void write(DataOutput out) throws IOException {
    Compact.writeUnsigned(classes, out);
    for (int c = 0; c < classes; c++) {
      Compact.writeUnsigned(labels[c], out);
      Compact.writeUnsigned(predictions[c], out);
    }
    Compact.writeUnsigned(count, out);
    Compact.writeUnsigned(right, out);
    Compact.writeUnsigned(noChangeRight, out);
    Compact.writeUnsigned(majorityRight, out);
    out.writeDouble(lossSum);
    out.writeDouble(priorLossSum);
    known.write(out);
    if (curve != null) {
      curve.write(out);
    }
  }

  @Override
  void read(DataInput in) throws IOException {
    readCounts(in);
    priorLossSum = in.readDouble();
    known.read(in);
    if (curve != null) {
      curve.read(in);
    }
  }

  /** All labels that were known had been scored, and told what the prior had lost. */
  @Override
  void readBefore(DataInput in) throws IOException {
    readCounts(in);
    known.set(labels, Compact.readCount(classes - 1, in));
    priorLossSum = known.priorLosses();
    if (curve != null) {
      curve.read(in);
    }
  }

  private void readCounts(DataInput in) throws IOException {
    long stored = Compact.readUnsigned(in);
    if (stored != classes) {
      throw new IOException("scores of %d classes, not of %d".formatted(stored, classes));
    }
    for (int c = 0; c < classes; c++) {
      labels[c] = Compact.readUnsigned(in);
      predictions[c] = Compact.readUnsigned(in);
    }
    count = Compact.readUnsigned(in);
    right = Compact.readUnsigned(in);
    noChangeRight = Compact.readUnsigned(in);
    majorityRight = Compact.readUnsigned(in);
    lossSum = in.readDouble();
  }
}
