package io.gradstream.operators.source;

import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.UnlikelyTimes;
import io.gradstream.operators.report.JobMetric;
import io.gradstream.operators.report.LiveNumber;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says, in a number and once in the log, that the first times of a topic are most likely of another
 * unit than the spec has it. They are used all the same: only their order may matter. Of one
 * subtask since it started. Not thread safe.
 */
final class TimeWatch {

  private static final Logger LOG = LoggerFactory.getLogger(TimeWatch.class);

  private final String learner;
  private final String role;
  private final UnlikelyTimes times;
  private int told;

  /**
   * @param role of the topic: events or labels
   */
  TimeWatch(String learner, String role, EventSchema schema) {
    this.learner = learner;
    this.role = role;
    this.times = new UnlikelyTimes(schema, role + ".unit");
  }

  void take(Event event) {
    times.take(event);
    if (times.told() > told) {
      told = times.told();
      LOG.warn(
          "Times of learner '{}' are doubtful, of {}: {}.",
          learner,
          role,
          String.join("; ", times.sentences()));
    }
  }

  /** How many fields have such times, once there were enough to say so. */
  LiveNumber unlikely(JobMetric metric) {
    return new LiveNumber(metric, times::told);
  }
}
