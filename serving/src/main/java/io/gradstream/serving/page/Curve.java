package io.gradstream.serving.page;

import java.util.ArrayList;
import java.util.List;

/**
 * How good a learner was over time, in bounded memory: when it is full, every second point goes,
 * and from then on a point is kept half as often. Not thread safe.
 */
final class Curve {

  static final int MOST = 480; // points, twice as many as a narrow screen shows
  private static final long FIRST_EVERY = 1_000; // milliseconds

  private final List<Point> points = new ArrayList<>();
  private long every = FIRST_EVERY;
  private Point newest;

  /** Takes a point that has a score and is later than those before; others are left out. */
  void add(Point point) {
    if (!point.hasScore() || (newest != null && point.time() < newest.time())) {
      return;
    }
    newest = point;
    if (!points.isEmpty() && point.time() < points.get(points.size() - 1).time() + every) {
      return;
    }
    if (points.size() == MOST) {
      thin();
    }
    points.add(point);
  }

  private void thin() {
    List<Point> kept = new ArrayList<>();
    for (int i = 0; i < points.size(); i += 2) {
      kept.add(points.get(i));
    }
    points.clear();
    points.addAll(kept);
    every *= 2;
  }

  void clear() {
    points.clear();
    newest = null;
    every = FIRST_EVERY;
  }

  /** All points in the order of their times, the newest too. */
  List<Point> points() {
    List<Point> all = new ArrayList<>(points);
    if (newest != null && all.get(all.size() - 1) != newest) {
      all.add(newest);
    }
    return all;
  }
}
