package io.gradstream.learning;

import io.gradstream.schemas.Position;
import io.gradstream.schemas.Version;
import java.util.Optional;

/**
 * What a model said of an event, and which model it was.
 *
 * @param output see {@link io.gradstream.model.Model#predict}
 */
public record Answer(float[] output, Version version, Optional<Position> learnedThrough) {}
