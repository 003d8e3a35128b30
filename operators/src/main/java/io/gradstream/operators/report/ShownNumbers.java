package io.gradstream.operators.report;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Numbers of one subtask as Flink's metrics, all in a group of ours. One with labels is there from
 * when it was set first. Set by the task's thread, read by those of reporters.
 */
public final class ShownNumbers {

  /** The group's name, which is part of every metric's name. */
  public static final String GROUP = "gradstream";

  private record Place(JobMetric metric, List<String> labels) {}

  private final MetricGroup group;
  private final Map<Place, Double> values = new ConcurrentHashMap<>();

  private ShownNumbers(MetricGroup group) {
    this.group = group;
  }

  /** Numbers of whoever has this group. */
  public static ShownNumbers below(MetricGroup owner) {
    return new ShownNumbers(owner.addGroup(GROUP));
  }

  /** A number without labels, of who is no operator of ours and counts by itself. */
  public static Counter counter(MetricGroup owner, JobMetric metric) {
    return owner.addGroup(GROUP).counter(metric.measure());
  }

  /** Shows a number without labels, which is asked for whenever it is read. */
  void show(String measure, LongSupplier value) {
    group.gauge(measure, value::getAsLong);
  }

  /**
   * The number from now on.
   *
   * @param labels a value for each label of the metric
   */
  public void set(JobMetric metric, double value, String... labels) {
    Place place = new Place(metric, List.of(labels));
    if (values.put(place, value) == null) {
      register(place);
    }
  }

  /** Adds one to a number, which begins with 0. */
  public void count(JobMetric metric, String... labels) {
    set(metric, values.getOrDefault(new Place(metric, List.of(labels)), 0.0) + 1, labels);
  }

  private void register(Place place) {
    MetricGroup labelled = group;
    for (int i = 0; i < place.labels().size(); i++) {
      labelled = labelled.addGroup(place.metric().labels().get(i), place.labels().get(i));
    }
    labelled.gauge(place.metric().measure(), () -> values.get(place));
  }
}
