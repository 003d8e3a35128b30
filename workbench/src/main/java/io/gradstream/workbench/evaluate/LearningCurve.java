package io.gradstream.workbench.evaluate;

import io.gradstream.schemas.MetricReport;
import io.gradstream.schemas.MetricReport.Measure;
import io.gradstream.workbench.evaluate.EvaluationReport.CurvePoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How scores and their baselines went along a stream whose length is not known: their means in
 * windows of equal length, 64 to 127 of them once there are enough examples. When there are 128,
 * each two become one. Not thread safe.
 */
public final class LearningCurve {

  private static final int MOST = 128; // points, even
  private static final List<String> SCORES = List.of("accuracy", "mae", "loss");
  private static final List<String> BESIDE =
      List.of("no_change", "majority", "no_change_mae", "mean_mae", "logloss", "prior_logloss");

  /** A sum over the examples scored so far. */
  private record Sum(String name, double sum) {}

  /**
   * The sums up to an example: first the score's, then those beside it.
   *
   * @param scored how many examples they are of
   */
  private record Mark(long n, long scored, Optional<Instant> time, List<Sum> sums) {

    static final Mark START = new Mark(0, 0, Optional.empty(), List.of());
  }

  private final List<Mark> marks = new ArrayList<>();
  private long window = 1; // examples at least
  private long next = 1; // example to mark

  /**
   * To be called from time to time.
   *
   * @param examples so far
   * @param time of the last of them, in the order of the stream
   * @param measures of the examples so far; means, and over how many: {@code n_scored}
   */
  public void at(long examples, Optional<Instant> time, Supplier<List<Measure>> measures) {
    if (examples < next) {
      return;
    }
    next = examples + window;
    Mark mark = mark(time, measures.get());
    if (mark.scored() > latest().scored() && !mark.sums().isEmpty()) {
      marks.add(mark);
    }
    if (marks.size() == MOST) {
      halve();
    }
  }

  private Mark latest() {
    return marks.isEmpty() ? Mark.START : marks.get(marks.size() - 1);
  }

  private static Mark mark(Optional<Instant> time, List<Measure> measures) {
    long n = (long) MetricReport.value("n", measures).orElse(0);
    long scored = (long) MetricReport.value("n_scored", measures).orElse(0);
    List<Sum> sums = new ArrayList<>();
    SCORES.forEach(name -> addSum(name, scored, measures, sums));
    BESIDE.forEach(name -> addSum(name, scored, measures, sums));
    return new Mark(n, scored, time, sums);
  }

  private static void addSum(String name, long scored, List<Measure> measures, List<Sum> sums) {
    MetricReport.value(name, measures).ifPresent(mean -> sums.add(new Sum(name, scored * mean)));
  }

  private void halve() {
    List<Mark> kept = new ArrayList<>();
    for (int i = 1; i < marks.size(); i += 2) {
      kept.add(marks.get(i));
    }
    marks.clear();
    marks.addAll(kept);
    window = Math.max(2 * window, latest().n() / marks.size());
    next = latest().n() + window;
  }

  /** Means of the windows, in order. */
  public List<CurvePoint> points() {
    List<CurvePoint> points = new ArrayList<>();
    Mark before = Mark.START;
    for (Mark mark : marks) {
      List<Measure> means = means(mark, before);
      Measure score = means.get(0);
      points.add(
          new CurvePoint(
              mark.n(), mark.time(), score.name(), score.value(), means.subList(1, means.size())));
      before = mark;
    }
    return points;
  }

  private static List<Measure> means(Mark mark, Mark before) {
    List<Measure> means = new ArrayList<>();
    for (Sum sum : mark.sums()) {
      double earlier =
          before.sums().stream()
              .filter(of -> of.name().equals(sum.name()))
              .mapToDouble(Sum::sum)
              .sum(); // of one or none
      double mean = (sum.sum() - earlier) / (mark.scored() - before.scored());
      means.add(new Measure(sum.name(), mean));
    }
    return means;
  }
}
