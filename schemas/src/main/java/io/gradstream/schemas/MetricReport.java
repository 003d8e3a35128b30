package io.gradstream.schemas;

import java.util.List;
import java.util.Optional;

/**
 * What one part of a job measured, all values cumulative since the learner's first event unless the
 * name says otherwise. Readers keep the latest report of each source and model key.
 *
 * @param source which part of the job speaks, for instance {@code learner-0} or {@code join-1}
 * @param key the model key, empty text when the report is not about one model
 * @param version the model's version, when the report is about one model
 * @param time wall clock, epoch milliseconds
 */
public record MetricReport(
    String learner,
    String source,
    String key,
    Optional<Version> version,
    long time,
    List<Measure> measures) {

  public MetricReport {
    measures = List.copyOf(measures);
  }

  /** One named value. */
  public record Measure(String name, double value) {}
}
