package io.gradstream.learning.challengers;

import io.gradstream.learning.drift.ladder.Comparison;
import io.gradstream.learning.drift.ladder.LossKind;
import io.gradstream.learning.drift.ladder.Trial;
import io.gradstream.model.targets.Target;
import io.gradstream.schemas.Compact;
import io.gradstream.schemas.Position;
import io.gradstream.schemas.PositionCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalDouble;

/**
 * A challenger compared with the champion, example by example. Their steps may be of other sizes,
 * so errors of the one wait for those of the other on the same example; an example that only one of
 * them was scored on is none of a pair. Not thread safe.
 */
final class Duel {

  private static final int MOST = 1 << 17; // twice the largest mini-batch

  private final Comparison comparison;
  private final Deque<Heard> champions = new ArrayDeque<>(); // that wait, in order
  private final Deque<Heard> challengers = new ArrayDeque<>();

  private record Heard(Position position, double error) {}

  Duel(Target target) {
    comparison = new Comparison(target.classes() > 0 ? LossKind.RATE : LossKind.SIZE);
  }

  /** The champion's answer to an example was so wrong. */
  void champion(Position position, double error) {
    OptionalDouble other = take(position, challengers);
    if (other.isPresent()) {
      comparison.add(error, other.getAsDouble());
    } else {
      await(new Heard(position, error), champions);
    }
  }

  /** The challenger's was. */
  void challenger(Position position, double error) {
    OptionalDouble other = take(position, champions);
    if (other.isPresent()) {
      comparison.add(other.getAsDouble(), error);
    } else {
      await(new Heard(position, error), challengers);
    }
  }

  /** Those before it in the order were never scored by the other one. */
  private static OptionalDouble take(Position position, Deque<Heard> waiting) {
    boolean isThere = waiting.stream().anyMatch(of -> of.position().equals(position));
    while (isThere) {
      Heard next = waiting.remove();
      if (next.position().equals(position)) {
        return OptionalDouble.of(next.error());
      }
    }
    return OptionalDouble.empty();
  }

  private static void await(Heard heard, Deque<Heard> waiting) {
    if (waiting.size() == MOST) {
      waiting.remove();
    }
    waiting.add(heard);
  }

  Trial trial() {
    return comparison.trial();
  }

  void clear() {
    comparison.clear();
    champions.clear();
    challengers.clear();
  }

  void write(DataOutput out) throws IOException {
    comparison.write(out);
    write(champions, out);
    write(challengers, out);
  }

  private static void write(Deque<Heard> waiting, DataOutput out) throws IOException {
    Compact.writeUnsigned(waiting.size(), out);
    for (Heard heard : waiting) {
      PositionCodec.write(heard.position(), out);
      out.writeDouble(heard.error());
    }
  }

  void read(DataInput in) throws IOException {
    clear();
    comparison.read(in);
    read(champions, in);
    read(challengers, in);
  }

  private static void read(Deque<Heard> waiting, DataInput in) throws IOException {
    int count = Compact.readCount(MOST, in);
    for (int i = 0; i < count; i++) {
      waiting.add(new Heard(PositionCodec.read(in), in.readDouble()));
    }
  }
}
