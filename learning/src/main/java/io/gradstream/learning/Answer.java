package io.gradstream.learning;

import io.gradstream.model.targets.MetClasses;
import io.gradstream.schemas.Position;
import io.gradstream.schemas.Version;
import java.util.Optional;

/**
 * What a model said of an event, and which model it was.
 *
 * @param output see {@link io.gradstream.model.Model#predict}
 * @param classes of the output, where they are met as labels come
 */
public record Answer(
    double[] output,
    Version version,
    Optional<Position> learnedThrough,
    Optional<MetClasses> classes) {

  /** The output as {@link Scores} take it. */
  public double[] judged() {
    return classes.map(of -> of.signed(output)).orElse(output);
  }
}
