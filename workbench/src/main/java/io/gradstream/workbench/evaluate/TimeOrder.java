package io.gradstream.workbench.evaluate;

import io.gradstream.learning.EffectiveTime;
import io.gradstream.learning.spec.LearnerSpec.EventsSpec;
import io.gradstream.learning.spec.LearnerSpec.Order;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The records of several partitions in the order of their positions, which is that in which a job
 * learns them, whatever came to it first: each has the effective time of its partition, and waits
 * until every partition that has more to bring has come further. The slowest partition is read
 * next, so what waits is little. Partitions that have ended hold back nobody. Not thread safe.
 */
final class TimeOrder {

  private static final long FAR_BEHIND_MILLIS = 60 * 60 * 1000;

  private static final class Lane {
    private final Partition partition;
    private final EffectiveTime time;
    private final int number;

    Lane(Partition partition, EffectiveTime time, int number) {
      this.partition = partition;
      this.time = time;
      this.number = number;
    }

    long reached() {
      return time.reached();
    }
  }

  private final boolean isInOrderOfArrival;
  private final List<Lane> all = new ArrayList<>();
  private final PriorityQueue<Lane> open =
      new PriorityQueue<>(
          Comparator.comparingLong(Lane::reached).thenComparingInt(lane -> lane.number));
  private final PriorityQueue<TopicRecord> waiting =
      new PriorityQueue<>(Comparator.comparing(TopicRecord::position));
  private long behind;
  private long known; // as of the last end of a partition

  TimeOrder(EventsSpec events, List<Partition> partitions) {
    isInOrderOfArrival = events.order() == Order.ARRIVAL;
    for (Partition partition : partitions) {
      all.add(new Lane(partition, new EffectiveTime(events.ahead()), all.size()));
    }
    open.addAll(all);
    known = Math.min(ended(true), ended(false));
  }

  /** The next record, or null after the last. */
  TopicRecord next() {
    while (!isFree(waiting.peek())) {
      if (open.isEmpty()) {
        return null;
      }
      Lane slowest = open.remove();
      TopicRecord record = slowest.partition.next();
      if (record != null) {
        take(record, slowest);
        open.add(slowest);
      } else {
        known = Math.min(ended(true), ended(false));
      }
    }
    return waiting.remove();
  }

  /** Nothing that is still to be read stands at or before a time that all have left behind. */
  private boolean isFree(TopicRecord first) {
    if (first == null) {
      return false;
    }
    return open.isEmpty()
        || first.position().time() < open.peek().reached()
        || first.position().time() == EffectiveTime.NEVER;
  }

  private void take(TopicRecord record, Lane lane) {
    long own = record.position().time();
    if (record instanceof TopicRecord.Mark) {
      lane.time.mark(own);
    } else if (record instanceof TopicRecord.Unusable || record instanceof TopicRecord.Tombstone) {
      waiting.add(record.at(lane.reached()));
    } else {
      long effective = lane.time.advance(own);
      if (effective - own > FAR_BEHIND_MILLIS) {
        behind++;
      }
      boolean isAtReached = isInOrderOfArrival && lane.reached() != EffectiveTime.NEVER;
      waiting.add(record.at(isAtReached ? lane.reached() : effective));
    }
  }

  /** Records that came more than an hour behind what their partition had reached. */
  long behind() {
    return behind;
  }

  /**
   * How far it is known what comes: not beyond the end of a topic, as more of it may come another
   * day.
   *
   * @return the first time that may bring more, or a time that is not to come
   */
  long known() {
    return known;
  }

  private long ended(boolean labels) {
    List<Lane> lanes = all.stream().filter(lane -> lane.partition.isOfLabels() == labels).toList();
    if (lanes.isEmpty() || lanes.stream().anyMatch(open::contains)) {
      return Long.MAX_VALUE;
    }
    return lanes.stream().mapToLong(Lane::reached).max().orElseThrow();
  }
}
