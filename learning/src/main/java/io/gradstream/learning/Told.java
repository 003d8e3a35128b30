package io.gradstream.learning;

import java.util.Optional;

/**
 * An example that is learned, of one that comes.
 *
 * @param before the label that its own event told of the event before, as an {@link Example} has
 *     it: what no-change says, where labels are what later events tell; NaN: the last label learned
 * @param said what was said of its event when that came; empty where nothing was learned since
 */
record Told(Example example, double before, Optional<Said> said) {

  /**
   * What a model said of an event.
   *
   * @param output as {@link Answer#judged} has it; not to be changed
   * @param known what its baselines knew, see {@link Scores#known}
   * @param learned whether it had learned anything
   */
  record Said(double[] output, double[] known, boolean learned) {}
}
