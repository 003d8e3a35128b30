package io.gradstream.learning.drift.ladder;

import io.gradstream.learning.drift.Detection;
import io.gradstream.learning.drift.State;
import io.gradstream.schemas.Compact;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last {@value #MOST} detections, and how many there were. Not thread safe. */
final class Detections {

  static final int MOST = 64;

  private final Deque<Detection> last = new ArrayDeque<>(); // the oldest first
  private long count;

  void add(List<Detection> found) {
    count += found.size();
    for (Detection detection : found) {
      if (last.size() == MOST) {
        last.removeFirst();
      }
      last.addLast(detection);
    }
  }

  List<Detection> last() {
    return List.copyOf(last);
  }

  long count() {
    return count;
  }

  void clear() {
    last.clear();
    count = 0;
  }

  void write(DataOutput out) throws IOException {
    Compact.writeUnsigned(count, out);
    Compact.writeUnsigned(last.size(), out);
    for (Detection detection : last) {
      detection.write(out);
    }
  }

  /** Replaces a state that was just cleared. */
  void read(DataInput in) throws IOException {
    count = State.readCount(in);
    int size = Compact.readCount(MOST, in);
    for (int i = 0; i < size; i++) {
      last.addLast(Detection.read(in));
    }
  }
}
