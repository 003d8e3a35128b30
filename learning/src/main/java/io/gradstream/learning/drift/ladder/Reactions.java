package io.gradstream.learning.drift.ladder;

import io.gradstream.learning.drift.State;
import io.gradstream.schemas.Compact;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * The last {@value #MOST} reactions, of which only the newest may still go on, and how many there
 * were of each kind. Not thread safe.
 */
final class Reactions {

  static final int MOST = 64;

  private final Deque<Reaction> last = new ArrayDeque<>(); // the oldest first
  private final long[] counts = new long[Rung.values().length]; // [rung]
  private long promoted;

  void begin(Reaction reaction) {
    if (last.size() == MOST) {
      last.removeFirst();
    }
    last.addLast(reaction);
    counts[reaction.rung().ordinal()]++;
  }

  /** The newest has had a challenger beside it. */
  void note(Trial trial) {
    last.addLast(last.removeLast().with(trial));
  }

  /** The newest is over. */
  Reaction end(Ending ending) {
    Reaction ended = last.removeLast().with(ending);
    last.addLast(ended);
    return ended;
  }

  boolean isOpen() {
    return !last.isEmpty() && last.getLast().ending().isEmpty();
  }

  void promoted() {
    promoted++;
  }

  List<Reaction> all() {
    return List.copyOf(last);
  }

  long count(Rung rung) {
    return counts[rung.ordinal()];
  }

  long promotions() {
    return promoted;
  }

  void clear() {
    last.clear();
    Arrays.fill(counts, 0);
    promoted = 0;
  }

  void write(DataOutput out) throws IOException {
    Compact.writeUnsigned(last.size(), out);
    for (Reaction reaction : last) {
      reaction.write(out);
    }
    for (Rung rung : Rung.values()) {
      Compact.writeUnsigned(count(rung), out);
    }
    Compact.writeUnsigned(promoted, out);
  }

  /** Replaces a state that was just cleared. */
  void read(DataInput in) throws IOException {
    int size = Compact.readCount(MOST, in);
    for (int i = 0; i < size; i++) {
      if (isOpen()) {
        throw new IOException("only the newest reaction may go on");
      }
      last.addLast(Reaction.read(in));
    }
    for (Rung rung : Rung.values()) {
      counts[rung.ordinal()] = State.readCount(in);
    }
    promoted = State.readCount(in);
  }
}
