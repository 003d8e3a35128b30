package io.gradstream.learning.drift.ladder;

import io.gradstream.learning.drift.State;
import io.gradstream.schemas.Compact;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How a reaction ended.
 *
 * @param at number of the example
 * @param loss mean of the last examples then, in the unit of the loss
 */
public record Ending(How how, long at, double loss) {

  /** Written by name: never rename one. */
  public enum How {
    /** The loss is what it was before the drift, but for the margin. */
    RECOVERED,
    /** It is not, and patience is over. */
    NOT_RECOVERED,
    /** Another drift was found. */
    DETECTED_AGAIN,
    /** It made things worse, and was undone. */
    ROLLED_BACK
  }

  void write(DataOutput out) throws IOException {
    Names.write(how, out);
    Compact.writeUnsigned(at, out);
    out.writeDouble(loss);
  }

  static Ending read(DataInput in) throws IOException {
    return new Ending(Names.read(How.class, in), State.readCount(in), State.readFinite(in));
  }
}
