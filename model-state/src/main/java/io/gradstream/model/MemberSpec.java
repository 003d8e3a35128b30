package io.gradstream.model;

import io.gradstream.features.history.HistoryGroup;
import io.gradstream.network.spec.LayerSpec;
import java.util.List;
import java.util.Optional;

/**
 * One member of a pool: what it sees, what it is, and for a number what its label is a change of.
 */
public sealed interface MemberSpec {

  Anchor anchor();

  /** Rate of its optimizer, while the learner has that of its spec; least squares have none. */
  default Optional<Float> ownRate() {
    return Optional.empty();
  }

  /** Whether it has a state that goes on from event to event. */
  default boolean isOverTheStream() {
    return false;
  }

  /** Whether it may learn examples of before again. */
  default boolean learnsAgain() {
    return ownRate().isPresent() && !isOverTheStream();
  }

  /** The same with another rate, where it has one. */
  default MemberSpec withRate(float rate) {
    return this;
  }

  /**
   * A multilayer perceptron with relu.
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

    @Override
    public Optional<Float> ownRate() {
      return Optional.of(learningRate);
    }

    @Override
    public MemberSpec withRate(float rate) {
      return new Perceptron(through, hidden, rate, anchor);
    }
  }

  /**
   * A network of any layers.
   *
   * @param through as of {@link Perceptron}; the groups are a part of the input of their own, named
   *     {@value #HISTORY}
   */
  record Layers(
      Optional<HistoryGroup> through, List<LayerSpec> layers, float learningRate, Anchor anchor)
      implements MemberSpec {

    /** Name of the part of the input that the history is. */
    public static final String HISTORY = "history";

    public Layers {
      layers = List.copyOf(layers);
    }

    @Override
    public Optional<Float> ownRate() {
      return Optional.of(learningRate);
    }

    @Override
    public boolean isOverTheStream() {
      return layers.stream().anyMatch(LayerSpec::isOverTheStream);
    }

    @Override
    public MemberSpec withRate(float rate) {
      return new Layers(through, layers, rate, anchor);
    }
  }

  /**
   * Recursive least squares, of a number.
   *
   * @param from the first group of history that it sees, all after it too; none: the event's own
   *     features as well
   */
  record Linear(Optional<HistoryGroup> from, Anchor anchor) implements MemberSpec {}

  /**
   * What a number was before for the same value of a category.
   *
   * @param category field of a feature that is a category
   */
  record Own(String category) implements MemberSpec {

    /** What it says is told as a change from here. */
    @Override
    public Anchor anchor() {
      return Anchor.MEAN;
    }
  }

  /**
   * Where the examples of each class lie, of classes.
   *
   * @param through as of {@link Perceptron}
   */
  record Discriminant(Optional<HistoryGroup> through) implements MemberSpec {

    /** Of classes nothing is told as a change. */
    @Override
    public Anchor anchor() {
      return Anchor.LAST;
    }
  }

  /**
   * The last examples, of which the nearest answer; it sees the event's own features.
   *
   * @param examples that are kept, fewer where rows are wide
   */
  record Memory(int examples, Anchor anchor) implements MemberSpec {

    public static final int MOST = 16_384;

    public Memory {
      if (examples < 1 || examples > MOST) {
        throw new IllegalArgumentException(
            "examples of a memory must be 1 to %d: %d".formatted(MOST, examples));
      }
    }
  }
}
