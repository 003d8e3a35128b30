package io.gradstream.cli.demo;

import io.gradstream.learning.spec.LabelsSpec;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.local.reports.Standing.ModelScores;
import io.gradstream.schemas.MetricReport;
import io.gradstream.schemas.MetricReport.Measure;
import io.gradstream.workbench.evaluate.EvaluationReport;
import io.gradstream.workbench.evaluate.EvaluationReport.CurvePoint;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How good the answers of a replay were.
 *
 * @param late whether labels came after the answers: then these are scored as they were given, else
 *     as the job scores each event before it learns it
 * @param measures see {@link io.gradstream.learning.Scores#measures()}
 * @param curve along the stream
 */
record Scored(boolean late, List<Measure> measures, List<CurvePoint> curve) {

  /**
   * The scores of a replay that has ended.
   *
   * @param brokers where the learner published its answers
   */
  static Scored of(LearnerSpec spec, Replayed replayed, String brokers) {
    if (spec.labels() instanceof LabelsSpec.OwnTopic) {
      ReplayScores given =
          ReplayScores.of(spec, replayed.sent(), GivenAnswers.read(spec.name(), brokers));
      return new Scored(true, given.measures(), given.curve());
    }
    ModelScores scores = replayed.scores();
    return new Scored(false, scores.measures(), replayed.curve());
  }

  /** The measure of that name; empty when it does not apply. */
  OptionalDouble measure(String name) {
    return MetricReport.value(name, measures);
  }

  /** For the picture. */
  EvaluationReport report(LearnerSpec spec) {
    return new EvaluationReport(
        spec.name(),
        spec.model().target().task(),
        spec.model().seed(),
        1,
        (long) measure("n").orElse(0),
        0,
        0,
        Map.of(),
        List.of(),
        Map.of(),
        new EvaluationReport.SetAside(Map.of(), List.of()),
        1,
        measures,
        Optional.empty(),
        0,
        late ? Optional.of(measures) : Optional.empty(),
        curve,
        List.of(),
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.empty(),
        List.of(),
        0);
  }
}
