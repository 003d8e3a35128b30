package io.gradstream.serving.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What is known of a learner by its reports, as JSON. Used while a board is read. */
final class WatchJson {

  private final Board board;
  private final long now; // epoch milliseconds

  private WatchJson(Board board, long now) {
    this.board = board;
    this.now = now;
  }

  static void put(Board board, long now, ObjectNode into) {
    board.read(
        known -> {
          new WatchJson(known, now).putAll(into);
          return into;
        });
  }

  private void putAll(ObjectNode into) {
    putReports(into.putObject("reports"));
    putScores(into);
    ArrayNode marks = into.putArray("marks");
    board
        .marks()
        .forEach(mark -> marks.addObject().put("time", mark.time()).put("what", mark.what()));
    putLetters(into.putObject("dead_letters"));
  }

  private void putReports(ObjectNode into) {
    SourceSums sources = board.sources();
    into.put("missing", board.noReports());
    board.newest().ifPresent(time -> into.put("age_ms", Math.max(0, now - time)));
    into.put("paused", board.isPaused());
    into.put("models", board.models().size());
    into.put("more_models", board.models().isBeyond());
    into.put("exploded", board.models().exploded());
    into.put("read_per_second", sources.readRate(now));
    into.put("learned_per_second", sources.learnedRate(now));
    into.put("lag_ms", (long) sources.most(Counted.LAG_MILLIS));
    ObjectNode counts = into.putObject("counts");
    for (Counted counted : Counted.values()) {
      if (counted != Counted.LAG_MILLIS && counted != Counted.PAUSED) {
        counts.put(counted.label(), (long) sources.sum(counted));
      }
    }
  }

  private void putScores(ObjectNode into) {
    List<Point> points = board.points();
    ArrayNode scores = into.putArray("scores");
    ObjectNode curve = into.putObject("curve");
    curve.put("of_answers", board.isOfAnswers());
    ArrayNode times = curve.putArray("time");
    ArrayNode scored = curve.putArray("scored");
    for (Point point : points) {
      times.add(point.time());
      scored.add((long) point.scored());
    }
    for (ShownScore score : ShownScore.values()) {
      if (isThere(score.measure(), points)) {
        putScore(score, points, scores.addObject(), curve);
      }
    }
  }

  private static void putScore(
      ShownScore score, List<Point> points, ObjectNode into, ObjectNode curve) {
    into.put("measure", score.measure());
    into.put("words", score.words());
    into.put("high_is_better", score.isBetterHigh());
    putValues(score.measure(), points, curve);
    ArrayNode baselines = into.putArray("baselines");
    for (ShownScore.Baseline baseline : score.baselines()) {
      if (isThere(baseline.measure(), points)) {
        baselines.addObject().put("measure", baseline.measure()).put("meaning", baseline.meaning());
        putValues(baseline.measure(), points, curve);
      }
    }
  }

  private static boolean isThere(String measure, List<Point> points) {
    int at = ShownScore.MEASURES.indexOf(measure);
    return points.stream().anyMatch(point -> Double.isFinite(point.scores()[at]));
  }

  private static void putValues(String measure, List<Point> points, ObjectNode curve) {
    int at = ShownScore.MEASURES.indexOf(measure);
    ArrayNode values = curve.putArray(measure);
    for (Point point : points) {
      double value = point.scores()[at];
      if (Float.isFinite((float) value)) {
        values.add((float) value);
      } else {
        values.addNull();
      }
    }
  }

  private void putLetters(ObjectNode into) {
    into.put("missing", board.noLetters());
    into.put("seen", board.letters().seen());
    ArrayNode kinds = into.putArray("kinds");
    for (Letters.Counted counted : board.letters().counted()) {
      kinds
          .addObject()
          .put("reason", counted.kind().reason().name())
          .put("field", counted.kind().field())
          .put("count", counted.count())
          .put("newest", counted.newest());
    }
  }
}
