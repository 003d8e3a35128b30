package io.gradstream.operators.source;

import io.gradstream.features.event.Decoded;
import io.gradstream.learning.MissingFeatures;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.operators.report.JobMetric;
import io.gradstream.operators.report.LiveNumber;
import io.gradstream.operators.report.ShownNumbers;
import io.gradstream.schemas.MetricReport.Measure;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says which features events come without: how often, in reports, and once in the log of those that
 * have not had a value in the first records. Of one subtask since it started. Not thread safe.
 */
final class FeatureWatch {

  private static final Logger LOG = LoggerFactory.getLogger(FeatureWatch.class);

  private final String learner;
  private final String subtask;
  private final ShownNumbers shown;
  private final MissingFeatures missing;

  /**
   * @param subtask the name that reports come under
   */
  FeatureWatch(LearnerSpec spec, String subtask, ShownNumbers shown) {
    this.learner = spec.name();
    this.subtask = subtask;
    this.shown = shown;
    this.missing = new MissingFeatures(spec.model());
  }

  void take(Decoded.Good event) {
    missing.take(event);
    if (missing.records() == MissingFeatures.WARN_AFTER && !missing.neverThere().isEmpty()) {
      LOG.warn(
          "Features of learner '{}' that none of the first {} events of {} has a value of: {}."
              + " Are they named as the events have them?",
          learner,
          MissingFeatures.WARN_AFTER,
          subtask,
          String.join(", ", missing.neverThere()));
    }
  }

  /** How many features have not had a value, once there were enough events to say so. */
  LiveNumber neverThere() {
    return new LiveNumber(
        JobMetric.FEATURES_NEVER,
        () -> missing.records() < MissingFeatures.WARN_AFTER ? 0 : missing.neverThere().size());
  }

  /**
   * Events without a value of each feature, and those whose value was set aside, by reason; from
   * then on Flink's metrics have them too.
   */
  List<Measure> measures() {
    List<Measure> measures = new ArrayList<>();
    missing
        .counts()
        .forEach(
            (field, count) -> {
              measures.add(new Measure("missing." + field, count));
              shown.set(JobMetric.MISSING, count, field);
            });
    missing
        .setAside()
        .forEach(
            (field, reasons) ->
                reasons.forEach(
                    (reason, count) -> {
                      measures.add(new Measure("setAside." + field + "." + reason, count));
                      shown.set(JobMetric.SET_ASIDE, count, field, reason.name());
                    }));
    return measures;
  }
}
