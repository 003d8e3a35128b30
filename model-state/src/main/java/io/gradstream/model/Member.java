package io.gradstream.model;

import io.gradstream.network.Network;
import io.gradstream.network.RecursiveLeastSquares;
import io.gradstream.network.StepResult;
import java.util.Optional;

/**
 * One that learns and answers, on the first or last inputs of a model's rows. Not thread safe; lets
 * its memory go on {@link #close()}.
 */
public sealed interface Member extends AutoCloseable
    permits DiscriminantMember, LinearMember, MemoryMember, NetworkMember, OwnMember {

  /** A step of one that has no loss of its own. */
  StepResult DONE = new StepResult(0, true);

  /** Name under which its state lies. */
  String name();

  /** What its number is a change from. */
  Anchor anchor();

  /** Stages a row. */
  void input(int place, float[] inputs, int offset, int[] tables, int tableOffset);

  /**
   * Stages what is learned of a staged row.
   *
   * @param inputs of the row, from the offset on
   */
  void target(int place, float[] inputs, int offset, float target);

  /** Forward pass of the first rows. Changes nothing. */
  void predict(int rows);

  /** One step on the first rows; outputs are then those before it. */
  StepResult train(int rows);

  /**
   * Reads what was said of a row, in the last prediction or before the last step.
   *
   * @param into [outputs], as {@link io.gradstream.model.targets.Target#read} has them
   */
  void output(Row row, int place, double[] into);

  /** Whether examples of before may be learned again. */
  default boolean replays() {
    return false;
  }

  /** Its network, where it is one. */
  default Optional<Network> network() {
    return Optional.empty();
  }

  /** Its least squares, where it is these. */
  default Optional<RecursiveLeastSquares> squares() {
    return Optional.empty();
  }

  /** Its examples, where it is these. */
  default Optional<NearestExamples> memory() {
    return Optional.empty();
  }

  /** Its class centers, where it is these. */
  default Optional<ClassCenters> centers() {
    return Optional.empty();
  }

  /** Whether the others are to do about as well as this one, or else learn less. */
  default boolean setsThePace() {
    return true;
  }

  /** A new value has claimed a row of a category table. */
  default void resetRow(int table, int row) {}

  void startAnew(long seed);

  /** Takes over what fits of another that is declared alike. */
  void takeOver(Member other);

  /**
   * @param learningRate of the learner, above 0; the member's own follows from it, where it has one
   */
  default void setLearningRate(float learningRate) {}

  @Override
  default void close() {}
}
