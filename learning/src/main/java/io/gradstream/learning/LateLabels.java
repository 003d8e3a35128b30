package io.gradstream.learning;

import io.gradstream.features.history.History;
import io.gradstream.schemas.Compact;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;

/**
 * Keeps the history that events are learned with behind that of all that was learned: an example
 * enters it once an event is learned that came after its label was known. So an event is learned
 * with the history it was answered with, and no label is used before it was known. Where labels
 * come after different times, events are taken to come in the order in which they are learned.
 * State of one owner, not thread safe.
 */
final class LateLabels {

  private static final int MOST = 16_384; // beyond, the oldest enter before their time

  private final Lateness lateness;
  private final ArrayDeque<Example> waiting = new ArrayDeque<>();

  LateLabels(Lateness lateness) {
    this.lateness = lateness;
  }

  void startAnew() {
    waiting.clear();
  }

  /** Brings the history to the time when the example's event came. */
  void advance(History lessons, Example example) {
    while (!waiting.isEmpty()
        && (waiting.size() >= MOST || lateness.wasKnown(waiting.peek(), example))) {
      Example known = waiting.poll();
      lessons.learn(known.event(), known.target());
    }
  }

  /** The example is learned; its label is known from its position on. */
  void learned(Example example) {
    waiting.add(example);
  }

  /** The other is of no further use before it starts anew. */
  void takeOver(LateLabels other, io.gradstream.features.event.EventProjection projection) {
    waiting.clear();
    other.waiting.forEach(example -> waiting.add(example.with(projection)));
  }

  void write(DataOutput out) throws IOException {
    Compact.writeUnsigned(waiting.size(), out);
    for (Example example : waiting) {
      ExampleCodec.write(example, out);
    }
  }

  void read(DataInput in) throws IOException {
    waiting.clear();
    int count = Compact.readCount(MOST, in);
    for (int i = 0; i < count; i++) {
      waiting.add(ExampleCodec.read(in));
    }
  }
}
