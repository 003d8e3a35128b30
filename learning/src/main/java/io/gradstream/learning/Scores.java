package io.gradstream.learning;

import io.gradstream.learning.LearnerStore.Part;
import io.gradstream.model.targets.RowLoss;
import io.gradstream.model.targets.Target;
import io.gradstream.schemas.MetricReport.Measure;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;

/**
 * Prequential scores of one model: each example is scored before it is learned. Beside every score
 * stand no-change (repeat the last label learned) and majority (the most frequent label so far;
 * regression: their mean); beside the log-loss that of a running prior. All of it over the whole
 * stream, and over the last examples in the two forms of {@link RecentScores}. Not thread safe.
 *
 * <p>An output that is not finite, as of a batch that overflowed, is scored as one that knows
 * nothing: all classes equally likely, or 0.
 */
public abstract sealed class Scores permits ClassScores, LossScores, ValueScores {

  private static final int FORMAT = 2; // 1 had no recent scores: they begin where it was read
  private static final String FADING = "_fading";
  private static final String WINDOW = "_window";

  private DoubleConsumer errors = error -> {};
  final RecentScores recent;
  final boolean labelsComeLate;

  Scores(RecentScores recent, boolean labelsComeLate) {
    this.recent = recent;
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
      case NUMBER -> new ValueScores(labelsComeLate);
      case LOSS -> new LossScores(false);
      case TOKEN_LOSS -> new LossScores(true);
    };
  }

  /**
   * Scores one output against what turned out true.
   *
   * @param output see {@link io.gradstream.model.Model#predict}; not kept
   * @param target 0 or 1, the class's index, or the value
   */
  public abstract void score(float[] output, float target);

  /** Scores what was lost on an event that is its own label. */
  void score(RowLoss loss) {
    throw new IllegalStateException("an event with a label is scored by its answer");
  }

  /**
   * A label that came late: from now on the baselines know it.
   *
   * @param target 0 or 1, the class's index, or the value
   */
  public abstract void know(float target);

  /** Number of examples scored. */
  public abstract long count();

  /**
   * Name and value of every score that applies to the target: {@code n, accuracy, kappa, kappa_t,
   * kappa_m, auc, logloss, no_change, majority, prior_logloss} for classes (rates in 0..1, losses
   * in nats); {@code n, mae, rmse, r2, no_change_mae, mean_mae} for regression, whose errors begin
   * with the second label; {@code n, loss} for events that are their own labels, and for the next
   * token {@code perplexity}, its loss being in nats per token. A measure that is not defined yet,
   * as AUC before both classes were seen, is left out.
   *
   * <p>Behind them accuracy, log-loss, MAE and loss, each with its baselines, of the last examples:
   * {@code accuracy_fading, no_change_fading, accuracy_window, no_change_window} and so on, and
   * {@code n_window}, the examples in the window.
   */
  public final List<Measure> measures() {
    List<Measure> measures = new ArrayList<>();
    measures.add(new Measure("n", count()));
    addMeasures(measures);
    addRecent(FADING, recent.fading(), measures);
    if (recent.window().count() > 0) {
      measures.add(new Measure("n" + WINDOW, recent.window().count()));
    }
    addRecent(WINDOW, recent.window(), measures);
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
        FORMAT,
        out -> {
          write(out);
          recent.write(out);
        });
  }

  /** Restores what {@link #state} wrote, or a release before. */
  public final void restore(byte[] state) {
    PartBytes.read(Part.SCORES, state, FORMAT, this::read);
  }

  private void read(int format, DataInput in) throws IOException {
    read(in);
    if (format == 1) {
      recent.clear();
    } else {
      recent.read(in);
    }
  }

  /** Forgets everything. */
  final void clear() {
    clearWhole();
    recent.clear();
  }

  /** Forgets what was scored of the whole stream. */
  abstract void clearWhole();

  /** Writes what was scored of the whole stream. */
  abstract void write(DataOutput out) throws IOException;

  /** Replaces it by what {@link #write} wrote. */
  abstract void read(DataInput in) throws IOException;
}
