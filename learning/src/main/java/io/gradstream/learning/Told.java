package io.gradstream.learning;

import io.gradstream.features.event.Event;
import java.util.Optional;
import java.util.function.Function;

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

  /**
   * Scores what was said of its event when that came, or what is said now.
   *
   * @param judged answers an event, see {@link Answer#judged}
   * @param learned whether who answers now has learned anything
   */
  void score(Scores into, Function<Event, double[]> judged, boolean learned) {
    into.repeat(before);
    said.ifPresentOrElse(
        of -> into.score(of, example.target()),
        () -> into.score(judged.apply(example.event()), example.target(), learned));
  }
}
