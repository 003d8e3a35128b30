package io.gradstream.local.metrics;

import java.util.Properties;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/**
 * Makes {@link LoopbackReporter}s for Flink's own start of a process, which finds it as a service.
 */
public final class LoopbackReporterFactory implements MetricReporterFactory {

  /** The option of the port, below the reporter's name. */
  public static final String PORT = "port";

  @Override
  public MetricReporter createMetricReporter(Properties properties) {
    return new LoopbackReporter(Integer.parseInt(properties.getProperty(PORT)));
  }
}
