package io.gradstream.operators.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class ShownNumbersTest {

  private final Map<String, Gauge<?>> gauges = new LinkedHashMap<>();
  private final List<String> registered = new ArrayList<>();
  private final ShownNumbers shown = ShownNumbers.below(new Group("operator"));

  /** Keeps gauges by the whole name of their group. */
  private final class Group extends UnregisteredMetricsGroup {

    private final String path;

    Group(String path) {
      this.path = path;
    }

    @Override
    public MetricGroup addGroup(String name) {
      return new Group(path + "." + name);
    }

    @Override
    public MetricGroup addGroup(String key, String value) {
      return new Group(path + "." + key + "=" + value);
    }

    @Override
    public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
      gauges.put(path + "." + name, gauge);
      registered.add(name);
      return gauge;
    }
  }

  private Object value(String name) {
    return gauges.get("operator.gradstream." + name).getValue();
  }

  @Test
  void usageExample() {
    shown.set(JobMetric.GAPS, 2, "flights", "1");
    shown.set(JobMetric.GAPS, 3, "flights", "1");
    shown.set(JobMetric.GAPS, 1, "flights", "0");

    assertThat(value("topic=flights.partition=1.gaps")).isEqualTo(3.0);
    assertThat(value("topic=flights.partition=0.gaps")).isEqualTo(1.0);
    assertThat(registered).containsExactly("gaps", "gaps");
  }

  @Test
  void whatIsCountedBeginsWhereItWasSet() {
    shown.set(JobMetric.DEAD_LETTERS, 0, "LIMIT");
    shown.count(JobMetric.DEAD_LETTERS, "LIMIT");
    shown.count(JobMetric.DEAD_LETTERS, "DUPLICATE");
    shown.count(JobMetric.DEAD_LETTERS, "DUPLICATE");

    assertThat(value("reason=LIMIT.dead.letters")).isEqualTo(1.0);
    assertThat(value("reason=DUPLICATE.dead.letters")).isEqualTo(2.0);
  }

  @Test
  void aNumberWithoutLabelsIsAskedForWhenItIsRead() {
    long[] now = {4};
    shown.show("keys", () -> now[0]);
    now[0] = 5;
    assertThat(value("keys")).isEqualTo(5L);
  }
}
