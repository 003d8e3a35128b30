package io.gradstream.learning;

import io.gradstream.schemas.Compact;
import io.gradstream.schemas.PartitionProgress;
import io.gradstream.schemas.Position;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The highest offset learned of every partition. A few partitions: searched from the last hit. */
final class PartitionMarks {

  private static final int NONE_WAITING = -1;

  private static final class Mark {
    final String topic;
    final int partition;
    long highest;

    Mark(String topic, int partition, long highest) {
      this.topic = topic;
      this.partition = partition;
      this.highest = highest;
    }

    boolean isOf(Position position) {
      return partition == position.partition() && topic.equals(position.topic());
    }
  }

  private final List<Mark> marks = new ArrayList<>();
  private Mark last;

  void learned(Position position) {
    if (last == null || !last.isOf(position)) {
      last = markOf(position);
    }
    last.highest = Math.max(last.highest, position.offset());
  }

  private Mark markOf(Position position) {
    for (Mark mark : marks) {
      if (mark.isOf(position)) {
        return mark;
      }
    }
    Mark mark = new Mark(position.topic(), position.partition(), position.offset());
    marks.add(mark);
    return mark;
  }

  /** By topic and partition. A step learns all that was gathered, so nothing is waiting then. */
  List<PartitionProgress> progress() {
    return marks.stream()
        .map(mark -> new PartitionProgress(mark.topic, mark.partition, mark.highest, NONE_WAITING))
        .sorted(
            Comparator.comparing(PartitionProgress::topic)
                .thenComparingInt(PartitionProgress::partition))
        .toList();
  }

  /** Becomes what {@link #progress} said. */
  void set(List<PartitionProgress> progress) {
    clear();
    progress.forEach(of -> marks.add(new Mark(of.topic(), of.partition(), of.highestLearned())));
  }

  void clear() {
    marks.clear();
    last = null;
  }

  void write(DataOutput out) throws IOException {
    Compact.writeUnsigned(marks.size(), out);
    for (Mark mark : marks) {
      Compact.writeText(mark.topic, out);
      Compact.writeSigned(mark.partition, out);
      Compact.writeSigned(mark.highest, out);
    }
  }

  void read(DataInput in) throws IOException {
    clear();
    int stored = Compact.readCount(Integer.MAX_VALUE, in);
    for (int i = 0; i < stored; i++) {
      marks.add(
          new Mark(Compact.readText(in), (int) Compact.readSigned(in), Compact.readSigned(in)));
    }
  }
}
