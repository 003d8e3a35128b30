package io.gradstream.learning.drift.ladder;

import io.gradstream.learning.drift.State;
import io.gradstream.learning.drift.ladder.Command.Start;
import io.gradstream.schemas.Compact;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** A challenger that runs beside the incumbent, or that there is none. Not thread safe. */
final class Challenge {

  private boolean running;
  private Start from = Start.FRESH;
  private long judgedFrom; // number of the first example that counts
  private final PairedTest test = new PairedTest();

  /**
   * @param judgedFrom number of the first example that counts
   */
  void start(Start from, long judgedFrom) {
    running = true;
    this.from = from;
    judgeFrom(judgedFrom);
  }

  /** The same challenger is compared anew. */
  void judgeFrom(long judgedFrom) {
    this.judgedFrom = judgedFrom;
    test.clear();
  }

  void stop() {
    running = false;
    test.clear();
  }

  boolean isRunning() {
    return running;
  }

  boolean isFromKept() {
    return from == Start.KEPT;
  }

  /**
   * @param at number of the example
   * @param incumbent its error in 0..1
   */
  void see(long at, double incumbent, double challenger) {
    if (running && at >= judgedFrom) {
      test.add(incumbent, challenger);
    }
  }

  /** Examples since the first that counts, whether or not they were scored by both. */
  long judged(long at) {
    return at - judgedFrom + 1;
  }

  PairedTest test() {
    return test;
  }

  void clear() {
    stop();
    from = Start.FRESH;
    judgedFrom = 0;
  }

  void write(DataOutput out) throws IOException {
    out.writeBoolean(running);
    Names.write(from, out);
    Compact.writeUnsigned(judgedFrom, out);
    test.write(out);
  }

  void read(DataInput in) throws IOException {
    running = in.readBoolean();
    from = Names.read(Start.class, in);
    judgedFrom = State.readCount(in);
    test.read(in);
  }
}
