package io.gradstream.local.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import org.apache.flink.metrics.CharacterFilter;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.HistogramStatistics;
import org.apache.flink.metrics.LogicalScopeProvider;
import org.apache.flink.metrics.Meter;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.MetricType;

/**
 * Flink's metrics in Prometheus' text form, under the names, labels and types that Flink's own
 * reporter gives them where {@code filterLabelValueCharacters} is false. Thread safe.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">the form</a>
 */
final class ExposedMetrics {

  private static final List<Double> QUANTILES = List.of(.5, .75, .95, .98, .99, .999);
  private static final CharacterFilter NAMES = name -> name.replaceAll("[^a-zA-Z0-9:_]", "_");

  /**
   * Metrics of one name.
   *
   * @param help what it is called in Flink, and of what
   * @param metrics by their labels, as these are written
   */
  private record Family(String help, String type, Map<List<String>, Metric> metrics) {}

  private final Map<String, Family> families = new ConcurrentSkipListMap<>();

  void add(Metric metric, String name, MetricGroup group) {
    families.compute(
        exposed(name, group),
        (exposed, known) -> {
          Family family = known == null ? family(metric, name, group) : known;
          family.metrics().put(labels(group), metric);
          return family;
        });
  }

  void remove(Metric metric, String name, MetricGroup group) {
    families.computeIfPresent(
        exposed(name, group),
        (exposed, family) -> {
          family.metrics().remove(labels(group), metric);
          return family.metrics().isEmpty() ? null : family;
        });
  }

  private static Family family(Metric metric, String name, MetricGroup group) {
    String type = metric.getMetricType() == MetricType.HISTOGRAM ? "summary" : "gauge";
    return new Family(
        "%s (scope: %s)".formatted(name, scope(group)), type, new ConcurrentHashMap<>());
  }

  private static String exposed(String name, MetricGroup group) {
    return "flink_" + scope(group) + "_" + NAMES.filterCharacters(name);
  }

  private static String scope(MetricGroup group) {
    return LogicalScopeProvider.castFrom(group).getLogicalScope(NAMES, '_');
  }

  private static List<String> labels(MetricGroup group) {
    return group.getAllVariables().entrySet().stream()
        .map(variable -> label(variable.getKey().replaceAll("^<|>$", ""), variable.getValue()))
        .toList();
  }

  private static String label(String name, String value) {
    String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return NAMES.filterCharacters(name) + "=\"" + escaped + "\"";
  }

  /** All of them as they are now. */
  String text() {
    StringBuilder text = new StringBuilder(1 << 16);
    families.forEach(
        (name, family) -> {
          text.append("# HELP ").append(name).append(' ').append(family.help()).append('\n');
          text.append("# TYPE ").append(name).append(' ').append(family.type()).append('\n');
          family.metrics().forEach((labels, metric) -> write(name, metric, labels, text));
        });
    return text.toString();
  }

  private static void write(String name, Metric metric, List<String> labels, StringBuilder into) {
    switch (metric.getMetricType()) {
      case GAUGE -> write(name, labels, number((Gauge<?>) metric), into);
      case COUNTER -> write(name, labels, ((Counter) metric).getCount(), into);
      case METER -> write(name, labels, ((Meter) metric).getRate(), into);
      case HISTOGRAM -> write(name, (Histogram) metric, labels, into);
    }
  }

  private static void write(
      String name, Histogram histogram, List<String> labels, StringBuilder into) {
    write(name + "_count", labels, histogram.getCount(), into);
    HistogramStatistics statistics = histogram.getStatistics();
    for (double quantile : QUANTILES) {
      List<String> more = new ArrayList<>(labels);
      more.add(label("quantile", Double.toString(quantile)));
      write(name, more, statistics.getQuantile(quantile), into);
    }
  }

  private static void write(String name, List<String> labels, double value, StringBuilder into) {
    into.append(name)
        .append(labels.stream().collect(Collectors.joining(",", "{", "}")))
        .append(' ')
        .append(text(value))
        .append('\n');
  }

  /** What is no number counts as 0, as does one that cannot be told now. */
  private static double number(Gauge<?> gauge) {
    Object value;
    try {
      value = gauge.getValue();
    } catch (RuntimeException ended) {
      return 0; // what it is of has been closed, or has not begun
    }
    if (value instanceof Boolean is) {
      return is ? 1 : 0;
    }
    return value instanceof Number number ? number.doubleValue() : 0;
  }

  private static String text(double value) {
    return Double.isInfinite(value) ? (value > 0 ? "+Inf" : "-Inf") : Double.toString(value);
  }
}
