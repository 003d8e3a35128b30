package io.gradstream.operators.report;

import io.gradstream.schemas.MetricReport.Measure;
import java.util.function.LongSupplier;

/**
 * A number of the moment, for Flink's metrics and for reports.
 *
 * @param name in both
 */
public record LiveNumber(String name, LongSupplier value) {

  /** The number now. */
  Measure measure() {
    return new Measure(name, value.getAsLong());
  }
}
