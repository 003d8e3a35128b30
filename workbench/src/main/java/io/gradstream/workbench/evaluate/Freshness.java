package io.gradstream.workbench.evaluate;

import io.gradstream.schemas.MetricReport.Measure;
import java.time.Duration;
import java.util.List;

/**
 * What it is worth that a model is of now: scores of the same examples by the model as it was when
 * each came, and by that of a while before.
 *
 * @param age of the model of before, at least; at most a quarter more
 * @param now measures of the model as it was
 * @param then measures of the one of before
 */
public record Freshness(Duration age, List<Measure> now, List<Measure> then) {

  public Freshness {
    now = List.copyOf(now);
    then = List.copyOf(then);
  }
}
