package io.gradstream.schemas;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

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

  /** The value of that name; empty when it does not apply or is not defined. */
  public OptionalDouble value(String name) {
    return value(name, measures);
  }

  /** The value of that name among measures; empty when it does not apply or is not defined. */
  public static OptionalDouble value(String name, List<Measure> measures) {
    return measures.stream()
        .filter(measure -> measure.name().equals(name))
        .mapToDouble(Measure::value)
        .findFirst();
  }

  /** One named value. */
  public record Measure(String name, double value) {}
}
