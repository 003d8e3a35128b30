package io.gradstream.learning.drift.ladder;

import io.gradstream.learning.drift.State;
import io.gradstream.learning.drift.ladder.Command.Start;
import io.gradstream.schemas.Compact;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Which weights the owner keeps, and what they are good for. Not thread safe. */
final class KeptWeights {

  private long at; // number of the example; 0: none are kept
  private boolean worse; // than the incumbent's, as a test has found since

  void keep(long example) {
    at = example;
    worse = false;
  }

  /** A test has found the incumbent's better. */
  void areWorse() {
    worse = true;
  }

  /** What a reaction is to be compared with. */
  Start lastGood() {
    return at > 0 && !worse ? Start.KEPT : Start.CURRENT;
  }

  /** Examples since. */
  long age(long example) {
    return example - at;
  }

  void clear() {
    keep(0);
  }

  void write(DataOutput out) throws IOException {
    Compact.writeUnsigned(at, out);
    out.writeBoolean(worse);
  }

  void read(DataInput in) throws IOException {
    at = State.readCount(in);
    worse = in.readBoolean();
  }
}
