package io.gradstream.learning.drift.ladder;

/**
 * What the ladder tells the owner of a learner. A command takes effect after the example that gave
 * rise to it, at the latest after its mini-batch. The commands of one example are carried out in
 * their order.
 */
public sealed interface Command {

  /** Keep a copy of weights and moments as they are, in place of an earlier copy. */
  record KeepWeights() implements Command {}

  /**
   * From now on the incumbent learns at its ordinary rate times a factor.
   *
   * @param factor above 0; 1 at the end
   */
  record SetRateFactor(double factor) implements Command {}

  /**
   * Let the least useful hidden units of the incumbent begin anew.
   *
   * @param share of the units of each hidden layer, in (0, 1]
   * @param at number of the example: with the learner's seed it makes the random numbers
   */
  record RefreshUnits(double share, long at) implements Command {}

  /**
   * Start a second learner, which from now on learns every example too, and whose loss of it,
   * before it learns it, is given to the ladder. There is none yet.
   *
   * @param rateFactor on its learning rate, as long as it is a challenger
   * @param at number of the example: with the learner's seed it makes fresh weights
   */
  record StartChallenger(Start from, double rateFactor, long at) implements Command {}

  /** The challenger is the incumbent from now on, at the ordinary rate; the other ends. */
  record PromoteChallenger() implements Command {}

  /** The challenger ends. */
  record DropChallenger() implements Command {}

  /** For the log and whoever else wants to know: a reaction has begun, or has ended. */
  record Tell(Reaction reaction) implements Command {}

  /** The weights of a challenger. Written by name: never rename one. */
  enum Start {
    /** Those last kept; where none were, the incumbent's. */
    KEPT,
    /** A copy of the incumbent's, as they are before the commands that follow. */
    CURRENT,
    /** New ones. */
    FRESH
  }
}
