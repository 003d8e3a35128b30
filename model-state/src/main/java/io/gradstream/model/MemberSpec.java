package io.gradstream.model;

import io.gradstream.features.history.HistoryGroup;
import java.util.List;
import java.util.Optional;

/**
 * One member of a pool: what it sees, what it is, and for a number what its label is a change of.
 */
public sealed interface MemberSpec {

  Anchor anchor();

  /**
   * A multilayer perceptron with relu, learned by Adam.
   *
   * @param through the last group of history that it sees, all before it too; none: only the
   *     event's own features
   * @param hidden widths, first to last
   */
  record Perceptron(
      Optional<HistoryGroup> through, List<Integer> hidden, float learningRate, Anchor anchor)
      implements MemberSpec {
    public Perceptron {
      hidden = List.copyOf(hidden);
    }
  }

  /**
   * Recursive least squares, of a number.
   *
   * @param from the first group of history that it sees, all after it too; none: the event's own
   *     features as well
   */
  record Linear(Optional<HistoryGroup> from, Anchor anchor) implements MemberSpec {}
}
