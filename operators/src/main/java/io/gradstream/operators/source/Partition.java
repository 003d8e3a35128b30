package io.gradstream.operators.source;

import java.util.Comparator;

/** A partition of a topic. */
record Partition(String topic, int number) implements Comparable<Partition> {

  private static final Comparator<Partition> ORDER =
      Comparator.comparing(Partition::topic).thenComparingInt(Partition::number);

  @Override
  public int compareTo(Partition other) {
    return ORDER.compare(this, other);
  }

  /** As Kafka's own tools write it, for instance {@code flights-1}. */
  @Override
  public String toString() {
    return topic + "-" + number;
  }
}
