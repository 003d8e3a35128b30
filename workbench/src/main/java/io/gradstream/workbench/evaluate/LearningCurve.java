package io.gradstream.workbench.evaluate;

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
final class LearningCurve {

  private static final int MOST = 128; // points, even
  private static final List<String> SCORES = List.of("accuracy", "mae", "loss");
  private static final List<String> BESIDE =
      List.of("no_change", "majority", "no_change_mae", "mean_mae", "logloss", "prior_logloss");

  /** Begin once a label is known. */
  private static final List<String> OF_NUMBERS = List.of("mae", "no_change_mae", "mean_mae");

  /** A sum over the examples so far, and of how many it is. */
  private record Sum(String name, double sum, double count) {}

  /** The sums up to an example: first the score's, then those beside it. */
  private record Mark(long n, Optional<Instant> time, List<Sum> sums) {}

  private final List<Mark> marks = new ArrayList<>();
  private long window = 1; // examples at least
  private long next = 1; // example to mark

  /**
   * To be called from time to time.
   *
   * @param examples so far
   * @param time of the last of them, in the order of the stream
   * @param blind the first examples, scored before any label was known
   * @param measures of the examples scored so far; means, and their number {@code n}
   */
  void at(long examples, Optional<Instant> time, long blind, Supplier<List<Measure>> measures) {
    if (examples < next) {
      return;
    }
    next = examples + window;
    Mark mark = mark(time, blind, measures.get());
    if (mark.n() > reached() && !mark.sums().isEmpty()) {
      marks.add(mark);
    }
    if (marks.size() == MOST) {
      halve();
    }
  }

  private long reached() {
    return marks.isEmpty() ? 0 : marks.get(marks.size() - 1).n();
  }

  private static Mark mark(Optional<Instant> time, long blind, List<Measure> measures) {
    long n = (long) Measures.value("n", measures).orElse(0);
    List<Sum> sums = new ArrayList<>();
    SCORES.forEach(name -> addSum(name, n, blind, measures, sums));
    BESIDE.forEach(name -> addSum(name, n, blind, measures, sums));
    return new Mark(n, time, sums);
  }

  private static void addSum(
      String name, long n, long blind, List<Measure> measures, List<Sum> sums) {
    long count = OF_NUMBERS.contains(name) ? n - blind : n;
    Measures.value(name, measures).ifPresent(mean -> sums.add(new Sum(name, count * mean, count)));
  }

  private void halve() {
    List<Mark> kept = new ArrayList<>();
    for (int i = 1; i < marks.size(); i += 2) {
      kept.add(marks.get(i));
    }
    marks.clear();
    marks.addAll(kept);
    window = Math.max(2 * window, reached() / marks.size());
    next = reached() + window;
  }

  /** Means of the windows, in order. */
  List<CurvePoint> points() {
    List<CurvePoint> points = new ArrayList<>();
    List<Sum> before = List.of();
    for (Mark mark : marks) {
      List<Measure> means = means(mark.sums(), before);
      Measure score = means.get(0);
      points.add(
          new CurvePoint(
              mark.n(), mark.time(), score.name(), score.value(), means.subList(1, means.size())));
      before = mark.sums();
    }
    return points;
  }

  private static List<Measure> means(List<Sum> sums, List<Sum> before) {
    List<Measure> means = new ArrayList<>();
    for (Sum sum : sums) {
      Sum earlier =
          before.stream()
              .filter(of -> of.name().equals(sum.name()))
              .findFirst()
              .orElse(new Sum(sum.name(), 0, 0));
      double mean = (sum.sum() - earlier.sum()) / (sum.count() - earlier.count());
      means.add(new Measure(sum.name(), mean));
    }
    return means;
  }
}
