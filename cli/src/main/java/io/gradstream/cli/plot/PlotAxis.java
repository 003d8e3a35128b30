package io.gradstream.cli.plot;

import io.gradstream.workbench.evaluate.EvaluationReport.CurvePoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;

/** Where a point of the curve stands from left to right: by the stream's time, or by examples. */
final class PlotAxis {

  private final List<CurvePoint> curve;
  private final boolean ofTime;

  /**
   * @param curve at least one point
   */
  PlotAxis(List<CurvePoint> curve) {
    this.curve = curve;
    ofTime =
        curve.stream().allMatch(point -> point.time().isPresent())
            && time(0).isBefore(time(curve.size() - 1));
  }

  private Instant time(int point) {
    return curve.get(point).time().orElseThrow();
  }

  String title() {
    return ofTime ? "time of the stream (UTC)" : "examples";
  }

  /** Places of the points, in the form that tells the chart which kind of axis it is. */
  List<?> places(List<CurvePoint> points) {
    List<Object> places = new ArrayList<>();
    for (CurvePoint point : points) {
      places.add(ofTime ? Date.from(point.time().orElseThrow()) : (Object) point.n());
    }
    return places;
  }

  /**
   * Where the axis begins. At the first example, not at 0: places in equal steps become its ticks.
   */
  double begin() {
    return ofTime ? place(curve.get(0)) : 1;
  }

  double end() {
    return place(curve.get(curve.size() - 1));
  }

  /** The place of an example, between those of the points around it. */
  double place(long n) {
    int after = 0;
    while (after < curve.size() - 1 && curve.get(after).n() < n) {
      after++;
    }
    int before = Math.max(0, after - 1);
    double from = place(curve.get(before));
    double to = place(curve.get(after));
    long steps = curve.get(after).n() - curve.get(before).n();
    double share = steps == 0 ? 0 : (n - curve.get(before).n()) / (double) steps;
    return from + (to - from) * Math.max(0, Math.min(1, share));
  }

  private double place(CurvePoint point) {
    return ofTime ? point.time().orElseThrow().toEpochMilli() : point.n();
  }

  /** How a time is told: the longer the stream, the less of it. */
  String datePattern() {
    Duration length = ofTime ? Duration.between(time(0), time(curve.size() - 1)) : Duration.ZERO;
    if (length.toDays() > 3 * 365) {
      return "yyyy";
    }
    if (length.toDays() > 100) {
      return "yyyy-MM";
    }
    return length.toDays() > 2 ? "d MMM" : "d MMM HH:mm";
  }
}
