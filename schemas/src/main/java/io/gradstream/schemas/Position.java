package io.gradstream.schemas;

import java.util.Comparator;

/**
 * Where a record stands in the order of learning: its effective time (the largest event time of its
 * partition so far, epoch milliseconds), then topic, partition and offset. Total, and the same on
 * every replay.
 */
public record Position(long time, String topic, int partition, long offset)
    implements Comparable<Position> {

  private static final Comparator<Position> ORDER =
      Comparator.comparingLong(Position::time)
          .thenComparing(Position::topic)
          .thenComparingInt(Position::partition)
          .thenComparingLong(Position::offset);

  /** The same record at another effective time. */
  public Position at(long effectiveTime) {
    return effectiveTime == time ? this : new Position(effectiveTime, topic, partition, offset);
  }

  @Override
  public int compareTo(Position other) {
    return ORDER.compare(this, other);
  }
}
