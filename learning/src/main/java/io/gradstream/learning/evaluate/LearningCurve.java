package io.gradstream.learning.evaluate;

import io.gradstream.schemas.MetricReport.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How a score went along a stream whose length is not known: its mean in windows of equal length,
 * 64 to 127 of them once there are enough examples. When there are 128, each two become one. Not
 * thread safe.
 */
final class LearningCurve {

  private static final int MOST = 128; // points, even
  private static final List<String> SCORES = List.of("accuracy", "mae", "loss");

  /** A sum up to an example. */
  private record Mark(long n, String score, double sum) {}

  private final List<Mark> marks = new ArrayList<>();
  private long window = 1; // examples at least
  private long next = 1; // example to mark

  /**
   * To be called from time to time.
   *
   * @param examples so far
   * @param measures of the examples scored so far; means, and their number {@code n}
   */
  void at(long examples, Supplier<List<Measure>> measures) {
    if (examples < next) {
      return;
    }
    next = examples + window;
    mark(measures.get()).filter(mark -> mark.n() > reached()).ifPresent(marks::add);
    if (marks.size() == MOST) {
      halve();
    }
  }

  private long reached() {
    return marks.isEmpty() ? 0 : marks.get(marks.size() - 1).n();
  }

  private static Optional<Mark> mark(List<Measure> measures) {
    double n = 0;
    for (Measure measure : measures) {
      if (measure.name().equals("n")) {
        n = measure.value();
      } else if (SCORES.contains(measure.name())) {
        return Optional.of(new Mark((long) n, measure.name(), n * measure.value()));
      }
    }
    return Optional.empty();
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
  List<EvaluationReport.CurvePoint> points() {
    List<EvaluationReport.CurvePoint> points = new ArrayList<>();
    Mark before = new Mark(0, "", 0);
    for (Mark mark : marks) {
      double mean = (mark.sum() - before.sum()) / (mark.n() - before.n());
      points.add(new EvaluationReport.CurvePoint(mark.n(), mark.score(), mean));
      before = mark;
    }
    return points;
  }
}
