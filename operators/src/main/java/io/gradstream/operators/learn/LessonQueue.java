package io.gradstream.operators.learn;

import io.gradstream.features.event.EventProjection;
import io.gradstream.learning.spec.LearnerSpec.Order;
import io.gradstream.operators.StateNames;
import io.gradstream.operators.record.WorkItem;
import io.gradstream.operators.record.WorkItem.Lesson;
import io.gradstream.operators.report.JobMetric;
import io.gradstream.operators.report.LiveNumber;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.internal.InternalListState;
import org.apache.flink.streaming.api.operators.InternalTimerService;

/**
 * Lessons of the current key that wait for their effective time: a bucket for each time, in keyed
 * state whose namespace is that time, and one timer each. A bucket holds what any partition said of
 * one instant, so only a bucket has to be sorted.
 */
final class LessonQueue {

  private final Order order;
  private final InternalListState<String, Long, WorkItem> buckets;
  private final InternalTimerService<Long> timers;
  private long first = Long.MAX_VALUE; // effective times of what arrived since the start
  private long newest = Long.MIN_VALUE;

  LessonQueue(
      Order order,
      InternalListState<String, Long, WorkItem> buckets,
      InternalTimerService<Long> timers) {
    this.order = order;
    this.buckets = buckets;
    this.timers = timers;
  }

  /** Something of this effective time has arrived: a question, or a lesson. */
  void arrived(long time) {
    first = Math.min(first, time);
    newest = Math.max(newest, time);
  }

  /** How far learning is behind what has arrived, in event time. */
  LiveNumber lag() {
    return new LiveNumber(JobMetric.LAG, this::lagMillis);
  }

  private long lagMillis() {
    return order == Order.ARRIVAL || newest < first
        ? 0
        : Math.max(0, newest - Math.max(first, timers.currentWatermark()));
  }

  /** Puts a lesson of the current key away until the watermark reaches its effective time. */
  void add(Lesson lesson) throws Exception {
    long time = lesson.position().time();
    buckets.setCurrentNamespace(time);
    buckets.add(lesson);
    timers.registerEventTimeTimer(time, time);
  }

  /** Brings the lessons of all keys into the schema of another spec. */
  void project(EventProjection projection, KeyedStateBackend<String> backend) throws Exception {
    List<Tuple2<String, Long>> places;
    try (Stream<Tuple2<String, Long>> all =
        backend.getKeysAndNamespaces(StateNames.LESSONS.getName())) {
      places = all.toList(); // before the first is changed
    }
    for (Tuple2<String, Long> place : places) {
      backend.setCurrentKey(place.f0);
      buckets.setCurrentNamespace(place.f1);
      List<WorkItem> projected = new ArrayList<>();
      for (WorkItem item : buckets.get()) {
        projected.add(((Lesson) item).with(projection));
      }
      buckets.update(projected);
    }
  }

  /** Takes the lessons of all keys, in the order of their places. */
  List<Lesson> takeAll(KeyedStateBackend<String> backend) throws Exception {
    List<Tuple2<String, Long>> places;
    try (Stream<Tuple2<String, Long>> all =
        backend.getKeysAndNamespaces(StateNames.LESSONS.getName())) {
      places = all.toList(); // before the first is taken
    }
    List<Lesson> lessons = new ArrayList<>();
    for (Tuple2<String, Long> place : places) {
      backend.setCurrentKey(place.f0);
      timers.deleteEventTimeTimer(place.f1, place.f1);
      lessons.addAll(take(place.f1));
    }
    lessons.sort(Comparator.comparing(Lesson::position));
    return lessons;
  }

  /** Takes the current key's lessons of one effective time, in position order. */
  List<Lesson> take(long time) throws Exception {
    buckets.setCurrentNamespace(time);
    List<Lesson> lessons = new ArrayList<>();
    for (WorkItem item : buckets.get()) {
      lessons.add((Lesson) item);
    }
    buckets.clear();
    lessons.sort(Comparator.comparing(Lesson::position));
    return lessons;
  }
}
