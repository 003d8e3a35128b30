package io.gradstream.learning;

import io.gradstream.learning.LearnerStore.Part;
import io.gradstream.model.targets.RowLoss;
import io.gradstream.model.targets.Target;
import io.gradstream.schemas.Compact;
import io.gradstream.schemas.MetricReport.Measure;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;

/**
 * Prequential scores of one model: each example is scored before it is learned. Beside every score
 * stand no-change (repeat the last label learned, or the one that the event tells itself where its
 * own is told by the next) and majority (the most frequent label so far; regression: their mean);
 * beside the log-loss that of a running prior. All of it over the whole stream, and over the last
 * examples in the two forms of {@link RecentScores}. Not thread safe.
 *
 * <p>What a model said that had learned nothing is no answer: it is counted and not scored, and
 * neither are the baselines, which only come to know its label.
 *
 * <p>An output that is not finite, as of a batch that overflowed, is scored as one that knows
 * nothing: all classes equally likely, or 0.
 */
public abstract sealed class Scores permits ClassScores, LossScores, ValueScores {

  // 1 had no recent scores: they begin where it was read. 2 had a window of 1,000, and scored what
  // a model said that had learned nothing.
  // 4 is 3 with what the bounds of answers came to, where they have any.
  private static final int FORMAT = 3;
  private static final int WITH_INTERVALS = 4;
  private static final int WITH_ROWS = 2;
  static final String FADING = "_fading";
  static final String WINDOW = "_window";

  private DoubleConsumer errors = error -> {};
  final RecentScores recent;
  final Optional<IntervalScores> intervals; // where answers have bounds
  final boolean labelsComeLate;
  private long unlearned;
  private double repeated = Double.NaN;

  Scores(RecentScores recent, boolean labelsComeLate) {
    this(recent, labelsComeLate, false);
  }

  /**
   * @param bounded whether answers have bounds
   */
  Scores(RecentScores recent, boolean labelsComeLate, boolean bounded) {
    this.recent = recent;
    intervals = bounded ? Optional.of(new IntervalScores()) : Optional.empty();
    this.labelsComeLate = labelsComeLate;
  }

  /**
   * Tells of each example from now on, as it is scored, how wrong the answer was: 0 or 1 for
   * classes, the absolute error of a number, the first too, the loss of an event that is its own
   * label.
   */
  final void listen(DoubleConsumer listener) {
    errors = listener;
  }

  final void heard(double error) {
    errors.accept(error);
  }

  /** Scores of no example yet. */
  public static Scores of(Target target) {
    return of(target, false);
  }

  /**
   * Scores of answers to no example yet, whose labels come later: the baselines know a label when
   * {@link #know} tells it, and not because an answer was scored by it. Has no state to restore.
   */
  public static Scores ofLateLabels(Target target) {
    return of(target, true);
  }

  private static Scores of(Target target, boolean labelsComeLate) {
    return switch (target.scoreKind()) {
      case BINARY -> new ClassScores(2, true, labelsComeLate);
      case CLASSES -> new ClassScores(target.classes(), false, labelsComeLate);
      case OPEN_CLASSES -> ClassScores.ofMet(labelsComeLate);
      case NUMBER -> new ValueScores(labelsComeLate, target.intervals().isPresent());
      case LOSS -> new LossScores(false);
      case TOKEN_LOSS -> new LossScores(true);
    };
  }

  /**
   * Scores one output, of a model that has learned, against what turned out true.
   *
   * @param output see {@link Answer#judged}; not kept
   * @param target as an {@link Example} has it
   */
  public final void score(double[] output, double target) {
    score(output, target, true);
  }

  /**
   * Scores one output against what turned out true; only counts it where the model had learned
   * nothing.
   */
  abstract void score(double[] output, double target, boolean learned);

  /**
   * Scores an answer that was given earlier, beside baselines that knew no more than its model did.
   *
   * @param knownThen what {@link #known} was of the model's own scores
   */
  public abstract void score(double[] output, double target, double[] knownThen);

  /** Scores what was said of an event when it came: what the model had learned by then is told. */
  final void score(Told.Said said, double target) {
    if (said.learned()) {
      score(said.output(), target, said.known());
    } else {
      takeRepeated();
      unanswered(target);
    }
  }

  /** How wrong an output is, as a {@link #listen listener} hears it. */
  abstract double error(double[] output, double target);

  /** What the baselines know, which is what the model has learned of labels: a few numbers. */
  public abstract double[] known();

  /**
   * What no-change says of the next example: to repeat this label, and not the last one learned. A
   * label that is NaN, or of a class that nobody has met, says nothing else.
   */
  final void repeat(double label) {
    repeated = label;
  }

  /** What is to be repeated, this once; NaN: the last label learned. */
  final double takeRepeated() {
    double taken = repeated;
    repeated = Double.NaN;
    return taken;
  }

  /** An answer was due and there was none: the model had learned nothing. */
  public final void unanswered(double target) {
    countUnlearned();
    if (!labelsComeLate) {
      know(target);
    }
  }

  /** Scores what was lost on an event that is its own label. */
  void score(RowLoss loss, boolean learned) {
    throw new IllegalStateException("an event with a label is scored by its answer");
  }

  /**
   * A label that came late: from now on the baselines know it.
   *
   * @param target 0 or 1, the class's index, or the value
   */
  public abstract void know(double target);

  /** Number of examples met, scored or not. */
  public final long count() {
    return unlearned + answered();
  }

  /** Number of examples that a model answered which had learned. */
  abstract long answered();

  /** Number of examples that the scores are of. */
  long scored() {
    return answered();
  }

  /**
   * Name and value of every score that applies to the target, behind {@code n}, the examples met,
   * and {@code n_scored}, those that the scores are of: {@code accuracy, kappa, kappa_t, kappa_m,
   * auc, logloss, no_change, majority, prior_logloss} for classes (rates in 0..1, losses in nats);
   * {@code mae, rmse, r2, no_change_mae, mean_mae, no_change_rmse, mean_rmse} for regression, whose
   * errors begin with the second label; {@code loss} for events that are their own labels, and for
   * the next token {@code perplexity}, its loss being in nats per token. A measure that is not
   * defined yet, as AUC before both classes were seen, is left out.
   *
   * <p>Behind them accuracy, log-loss, MAE and loss, each with its baselines, of the last examples:
   * {@code accuracy_fading, no_change_fading, accuracy_window, no_change_window} and so on, with
   * RMSE in the window only, and {@code n_window}, the examples in the window. Last, of answers
   * with bounds, {@code coverage}, the share of their labels that lay within, and {@code
   * interval_width}, the mean distance between the two, each over the whole stream and both forms.
   */
  public final List<Measure> measures() {
    List<Measure> measures = new ArrayList<>();
    measures.add(new Measure("n", count()));
    measures.add(new Measure("n_scored", scored()));
    addMeasures(measures);
    addRecent(FADING, recent.fading(), measures);
    if (recent.window().count() > 0) {
      measures.add(new Measure("n" + WINDOW, recent.window().count()));
    }
    addRecent(WINDOW, recent.window(), measures);
    intervals.ifPresent(of -> of.addMeasures(measures));
    return measures;
  }

  private void addRecent(String form, RecentScores.Sums sums, List<Measure> measures) {
    if (sums.count() > 0) {
      addMeans(form, sums, measures);
    }
  }

  /** Adds those of the whole stream. */
  abstract void addMeasures(List<Measure> measures);

  /** Adds those of the last examples, their names ending with the form. */
  abstract void addMeans(String form, RecentScores.Sums sums, List<Measure> measures);

  /** Adds a quotient of two sums, where it is defined. */
  static void addQuotient(String name, double sum, double count, List<Measure> measures) {
    if (count > 0) {
      measures.add(new Measure(name, sum / count));
    }
  }

  /**
   * Adds the scores of another model of the same target, as if this one had scored its examples
   * too. The fading form is then the mean of both, each faded by its own examples and weighing by
   * what is left of them; there is no window of several models.
   */
  public final void add(Scores other) {
    if (other.count() == 0) {
      return;
    }
    if (count() == 0) {
      recent.copy(other.recent);
    } else {
      recent.join(other.recent);
    }
    intervals.ifPresent(mine -> other.intervals.ifPresent(mine::add));
    unlearned += other.unlearned;
    addWhole(other);
  }

  /** Adds what another has scored of the whole stream: at least one example. */
  abstract void addWhole(Scores other);

  /** The whole state in a versioned form. */
  public final byte[] state() {
    if (labelsComeLate) {
      throw new IllegalStateException("scores of late labels are not kept");
    }
    return PartBytes.write(
        intervals.isPresent() ? WITH_INTERVALS : FORMAT,
        out -> {
          Compact.writeUnsigned(unlearned, out);
          write(out);
          recent.write(out);
          if (intervals.isPresent()) {
            intervals.get().write(out);
          }
        });
  }

  /** Restores what {@link #state} wrote, or a release before. */
  public final void restore(byte[] state) {
    PartBytes.read(Part.SCORES, state, WITH_INTERVALS, this::read);
  }

  private void read(int format, DataInput in) throws IOException {
    intervals.ifPresent(IntervalScores::clear);
    if (format < FORMAT) {
      readBefore(format, in);
      return;
    }
    unlearned = Compact.readUnsigned(in);
    read(in);
    recent.read(in);
    if (format == WITH_INTERVALS) { // also where the spec asks for none any longer
      intervals.orElseGet(IntervalScores::new).read(in);
    }
  }

  private void readBefore(int format, DataInput in) throws IOException {
    unlearned = 0;
    readBefore(in);
    if (format == WITH_ROWS) {
      recent.readRows(in, this::widened);
    } else {
      recent.clear();
    }
  }

  /** Forgets everything. */
  final void clear() {
    unlearned = 0;
    clearWhole();
    recent.clear();
    intervals.ifPresent(IntervalScores::clear);
  }

  /** Forgets what was scored of the whole stream. */
  abstract void clearWhole();

  /** Writes what was scored of the whole stream. */
  abstract void write(DataOutput out) throws IOException;

  /** Replaces it by what {@link #write} wrote. */
  abstract void read(DataInput in) throws IOException;

  /** Replaces it by what a release before wrote. */
  abstract void readBefore(DataInput in) throws IOException;

  /** A row of the recent scores as a release before wrote it, with what it lacked. */
  double[] widened(double[] row) {
    return row;
  }

  /** Counts an example of a model that had learned nothing. */
  final void countUnlearned() {
    unlearned++;
  }
}
