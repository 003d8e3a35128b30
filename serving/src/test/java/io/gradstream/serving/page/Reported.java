package io.gradstream.serving.page;

import io.gradstream.schemas.DeadLetter;
import io.gradstream.schemas.MetricReport;
import io.gradstream.schemas.MetricReport.Measure;
import io.gradstream.schemas.Version;
import java.util.List;
import java.util.Optional;

/** Reports as a job writes them. */
final class Reported {

  static final String LEARNER = "flight-delays";

  private Reported() {}

  static MetricReport model(String key, Version version, long time, Measure... measures) {
    return new MetricReport(LEARNER, "learner", key, Optional.of(version), time, List.of(measures));
  }

  static MetricReport source(String source, long time, Measure... measures) {
    return new MetricReport(LEARNER, source, "", Optional.empty(), time, List.of(measures));
  }

  static DeadLetter letter(DeadLetter.Reason reason, String field, long time) {
    return new DeadLetter(LEARNER, reason, field, "why", new byte[0], "flights", 0, 1, time);
  }
}
