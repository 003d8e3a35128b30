package io.gradstream.serving.report;

import java.util.Locale;

/**
 * Measures in Prometheus' text form, written one after the other: first what a measure is, then its
 * values. Not thread safe.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">the form</a>
 */
public final class Measures {

  /** What a scraper is told that it gets. */
  public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final StringBuilder text = new StringBuilder(2048);
  private String name = "";

  /** Begins a metric. */
  public Measures begin(Metric metric) {
    name = metric.exposed();
    String type = metric.type().name().toLowerCase(Locale.ROOT);
    text.append("# HELP ").append(name).append(' ').append(metric.meaning()).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    return this;
  }

  /**
   * A value of the measure.
   *
   * @param labels name and value in turn
   */
  public Measures value(double value, String... labels) {
    return value("", value, labels);
  }

  Measures value(String suffix, double value, String... labels) {
    text.append(name).append(suffix);
    for (int i = 0; i < labels.length; i += 2) {
      text.append(i == 0 ? '{' : ',').append(labels[i]).append("=\"");
      text.append(escaped(labels[i + 1])).append('"');
    }
    text.append(labels.length == 0 ? " " : "} ").append(number(value)).append('\n');
    return this;
  }

  static String number(double value) {
    boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
    return whole ? Long.toString((long) value) : String.format(Locale.ROOT, "%.9g", value);
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  /** All that was written. */
  @Override
  public String toString() {
    return text.toString();
  }
}
