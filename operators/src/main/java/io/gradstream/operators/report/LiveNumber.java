package io.gradstream.operators.report;

import io.gradstream.schemas.MetricReport.Measure;
import java.util.function.LongSupplier;

/**
 * A number of the moment, for Flink's metrics and for reports.
 *
 * @param metric without labels; its name in both
 */
public record LiveNumber(JobMetric metric, LongSupplier value) {

  /** The number now. */
  Measure measure() {
    return new Measure(metric.measure(), value.getAsLong());
  }
}
