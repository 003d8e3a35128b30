package io.gradstream.workbench.evaluate;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Queue;

/** A partition whose records a test has made. */
final class InMemoryPartition implements Partition {

  private final boolean labels;
  private final Queue<TopicRecord> records;

  InMemoryPartition(boolean labels, Collection<? extends TopicRecord> records) {
    this.labels = labels;
    this.records = new ArrayDeque<>(records);
  }

  @Override
  public boolean isOfLabels() {
    return labels;
  }

  @Override
  public TopicRecord next() {
    return records.poll();
  }

  /** Records that nobody has read. */
  int left() {
    return records.size();
  }
}
