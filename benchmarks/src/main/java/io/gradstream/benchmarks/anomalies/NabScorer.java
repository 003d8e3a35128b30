package io.gradstream.benchmarks.anomalies;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The benchmark's own score, standard profile (Lavin and Ahmad 2015, "Evaluating real-time anomaly
 * detection algorithms"): of each window the earliest alarm counts, more the earlier it is; each
 * alarm outside of windows costs {@value #FALSE_ALARM} at most, less just behind one; a window
 * without any costs 1. The first rows of a series are not scored. Of all thresholds the best one
 * for all series together is taken. 0 is who never alarms, 100 who alarms at the first row of each
 * window alone.
 */
final class NabScorer {

  private static final double FALSE_ALARM = 0.11;
  private static final double PROBATION = 0.15; // of the rows
  private static final int LONGEST = 5000; // rows of which that is the share, at most
  private static final double STEEP = 5;
  private static final double FAR = 3; // widths of a window
  private static final int NONE = -1;

  /**
   * What came of it.
   *
   * @param score 0 to 100, or below 0
   * @param threshold from which on a score is an alarm; above 1: none is
   * @param found windows with an alarm
   * @param falseAlarms rows outside of windows with one
   */
  record Outcome(double score, double threshold, int found, int falseAlarms) {}

  /** A row that counts: what an alarm on it is worth, in which window of all it lies. */
  private record Row(double score, double worth, int window) {}

  private final List<Row> rows = new ArrayList<>();
  private int windows;

  /**
   * Adds a series.
   *
   * @param scores of its rows, from 0 to 1
   */
  void add(NabSeries series, double[] scores) {
    int length = series.rows();
    double probation = Math.min(Math.floor(PROBATION * length), PROBATION * LONGEST);
    int next = 0;
    NabSeries.Window before = null;
    for (int row = 0; row < length; row++) {
      if (next < series.windows().size() && row > series.windows().get(next).last()) {
        before = series.windows().get(next++);
      }
      boolean isWithin =
          next < series.windows().size() && row >= series.windows().get(next).first();
      double worth = isWithin ? within(row, series.windows().get(next)) : outside(row, before);
      if (row >= probation) {
        rows.add(new Row(scores[row], worth, isWithin ? windows + next : NONE));
      }
    }
    windows += series.windows().size();
  }

  private static double within(int row, NabSeries.Window window) {
    double place = -(window.last() - row + 1) / (double) window.width();
    return sigmoid(place) / sigmoid(-1);
  }

  private static double outside(int row, NabSeries.Window before) {
    return before == null
        ? -FALSE_ALARM
        : FALSE_ALARM * sigmoid((row - before.last()) / (before.width() - 1.0));
  }

  private static double sigmoid(double place) {
    return place > FAR ? -1 : 2 / (1 + Math.exp(STEEP * place)) - 1;
  }

  /** The best threshold's. */
  Outcome best() {
    rows.sort(Comparator.comparingDouble(Row::score).reversed());
    double[] worths = new double[windows]; // of each window's best alarm
    Arrays.fill(worths, -1);
    Sweep at = new Sweep(worths);
    int scored = (int) rows.stream().mapToInt(Row::window).filter(of -> of >= 0).distinct().count();
    at.sum = -scored;
    Outcome best = outcome(at, Double.POSITIVE_INFINITY, scored);
    for (int row = 0; row < rows.size(); row++) {
      at.alarm(rows.get(row));
      boolean isLast = row + 1 == rows.size() || rows.get(row + 1).score() < rows.get(row).score();
      if (isLast && outcome(at, rows.get(row).score(), scored).score() > best.score()) {
        best = outcome(at, rows.get(row).score(), scored);
      }
    }
    return best;
  }

  private static Outcome outcome(Sweep at, double threshold, int scored) {
    return new Outcome(
        100 * (at.sum + scored) / (2.0 * scored), threshold, at.found, at.falseAlarms);
  }

  /** What all rows above a threshold come to. */
  private static final class Sweep {

    private final double[] worths; // [windows]
    private double sum;
    private int found;
    private int falseAlarms;

    Sweep(double[] worths) {
      this.worths = worths;
    }

    void alarm(Row row) {
      if (row.window() == NONE) {
        sum += row.worth();
        falseAlarms++;
      } else if (row.worth() > worths[row.window()]) {
        found += worths[row.window()] == -1 ? 1 : 0;
        sum += row.worth() - worths[row.window()];
        worths[row.window()] = row.worth();
      }
    }
  }
}
