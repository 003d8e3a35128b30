package io.gradstream.workbench.evaluate;

import io.gradstream.learning.challengers.Standing;
import io.gradstream.learning.drift.ladder.Trial;
import io.gradstream.schemas.MetricReport.Measure;
import java.util.List;

/**
 * What an evaluation found of one that learned beside the champion.
 *
 * @param measures of its answers, as those of the champion
 * @param trial against the champion, on the examples that both were scored on
 */
public record ChallengerResult(String name, List<Measure> measures, Trial trial) {

  public ChallengerResult {
    measures = List.copyOf(measures);
  }

  static ChallengerResult of(Standing standing) {
    return new ChallengerResult(
        standing.name(), standing.learner().scores().measures(), standing.trial());
  }
}
