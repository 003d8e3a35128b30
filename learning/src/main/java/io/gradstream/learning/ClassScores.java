package io.gradstream.learning;

import io.gradstream.learning.classes.ClassPlaces;
import io.gradstream.learning.classes.ClassPlaces.Said;
import io.gradstream.learning.classes.KnownClasses;
import io.gradstream.learning.classes.ListedClasses;
import io.gradstream.learning.classes.RankCurve;
import io.gradstream.learning.classes.SignedClasses;
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

  private final ClassPlaces classes;
  private final RankCurve curve; // binary only, else null
  private final KnownClasses known;
  private long[] labels; // [classes]
  private long[] predictions; // [classes]
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
    this(new ListedClasses(classes, binary), binary ? new RankCurve() : null, labelsComeLate);
  }

  private ClassScores(ClassPlaces classes, RankCurve curve, boolean labelsComeLate) {
    super(new RecentScores(3, 2, 5), labelsComeLate);
    this.classes = classes;
    this.curve = curve;
    this.labels = new long[classes.count()];
    this.predictions = new long[classes.count()];
    this.known = new KnownClasses(classes.count());
  }

  /** Scores of classes that are met as labels come. */
  static ClassScores ofMet(boolean labelsComeLate) {
    return new ClassScores(new SignedClasses(), null, labelsComeLate);
  }

  /** Every class that has a place has its counts. */
  private void grow() {
    if (classes.count() > labels.length) {
      labels = Arrays.copyOf(labels, classes.count());
      predictions = Arrays.copyOf(predictions, classes.count());
      known.grow(classes.count());
    }
  }

  @Override
  void score(double[] output, double target, boolean learned) {
    int label = classes.of(target);
    Said said = classes.said(output, target);
    grow();
    heard(said.best() == label ? 0 : 1);
    int repeated = repeated(known);
    if (learned) {
      add(output, said, label, known, repeated);
    } else {
      countUnlearned();
    }
    if (!labelsComeLate) {
      known.add(label);
    }
  }

  /** What no-change says: what is to be repeated, else the last label that is known. */
  private int repeated(KnownClasses by) {
    double repeated = takeRepeated();
    boolean isKnown = !Double.isNaN(repeated) && classes.has(repeated);
    return isKnown ? classes.of(repeated) : by.last();
  }

  @Override
  double error(double[] output, double target) {
    return classes.said(output, target).best() == classes.of(target) ? 0 : 1;
  }

  @Override
  public void score(double[] output, double target, double[] knownThen) {
    int label = classes.of(target);
    Said said = classes.said(output, target);
    KnownClasses then = classes.known(knownThen);
    grow();
    then.grow(classes.count());
    add(output, said, label, then, repeated(then));
    if (!labelsComeLate) {
      known.add(label);
    }
  }

  @Override
  public double[] known() {
    return classes.told(known);
  }

  private void add(double[] output, Said said, int label, KnownClasses by, int last) {
    if (curve != null) {
      curve.add((float) ListedClasses.positive(output), label == 1);
    }
    int isRight = said.best() == label ? 1 : 0;
    int noChangeIsRight = last == label ? 1 : 0;
    int majorityIsRight = by.mostFrequent() == label ? 1 : 0;
    // StrictMath: the sums are state, and Math.log may differ between machines.
    double loss = -StrictMath.log(Math.max(SMALLEST_PROBABILITY, said.ofLabel()));
    double priorLoss = by.priorLoss(label);
    recent.add(isRight, noChangeIsRight, majorityIsRight, loss, priorLoss);
    count++;
    right += isRight;
    noChangeRight += noChangeIsRight;
    majorityRight += majorityIsRight;
    lossSum += loss;
    priorLossSum += priorLoss;
    if (said.best() >= 0) {
      predictions[said.best()]++;
    }
    labels[label]++;
  }

  @Override
  public void know(double target) {
    int label = classes.of(target);
    grow();
    known.add(label);
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
    for (int c = 0; c < labels.length; c++) {
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
    for (int c = 0; c < scores.labels.length; c++) {
      int place = classes.placeOf(c, scores.classes);
      grow();
      labels[place] += scores.labels[c];
      predictions[place] += scores.predictions[c];
      known.add(place, scores.known.of(c));
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
  }

  @Override
  void clearWhole() {
    classes.clear();
    labels = new long[classes.count()];
    predictions = new long[classes.count()];
    if (curve != null) {
      curve.clear();
    }
    count = 0;
    right = 0;
    noChangeRight = 0;
    majorityRight = 0;
    lossSum = 0;
    priorLossSum = 0;
    known.clear(classes.count());
  }

  @Override
  void write(DataOutput out) throws IOException {
    classes.write(out);
    for (int c = 0; c < labels.length; c++) {
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
    known.set(labels, Compact.readCount(labels.length - 1, in));
    priorLossSum = known.priorLosses();
    if (curve != null) {
      curve.read(in);
    }
  }

  private void readCounts(DataInput in) throws IOException {
    classes.read(in);
    labels = new long[classes.count()];
    predictions = new long[classes.count()];
    known.clear(classes.count());
    for (int c = 0; c < labels.length; c++) {
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
