package io.gradstream.learning.drift.ladder;

import io.gradstream.learning.drift.State;
import io.gradstream.schemas.Compact;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What came of comparing a challenger with the incumbent.
 *
 * @param pairs examples on which both were scored
 * @param difference mean loss of the challenger less that of the incumbent, in the unit of the loss
 * @param verdict on the challenger
 * @param confidence of the verdict, at any time: 1 less an always valid p-value; when it is {@link
 *     Verdict#OPEN}, of the side that has more for it
 */
public record Trial(long pairs, double difference, Verdict verdict, double confidence) {

  void write(DataOutput out) throws IOException {
    Compact.writeUnsigned(pairs, out);
    out.writeDouble(difference);
    Names.write(verdict, out);
    out.writeDouble(confidence);
  }

  static Trial read(DataInput in) throws IOException {
    return new Trial(
        State.readCount(in),
        State.readFinite(in),
        Names.read(Verdict.class, in),
        State.readBetween(0, 1, in));
  }
}
