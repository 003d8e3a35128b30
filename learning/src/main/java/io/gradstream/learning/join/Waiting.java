package io.gradstream.learning.join;

import io.gradstream.features.event.EventProjection;
import java.util.List;
import java.util.Optional;

/**
 * What is known of one id. Immutable.
 *
 * @param pending arrived, but at positions the watermark has not passed; in no order
 * @param held the event or label that waits for the other
 * @param forgetAt effective time at which the id is forgotten: an unmatched record is given up, a
 *     matched id may come anew; {@code Long.MIN_VALUE} while only pending records are there
 */
public record Waiting(List<Arrived> pending, Optional<Arrived> held, long forgetAt) {

  public static final Waiting NOTHING = new Waiting(List.of(), Optional.empty(), Long.MIN_VALUE);

  public Waiting {
    pending = List.copyOf(pending);
  }

  /** The same with its events in another schema. */
  public Waiting with(EventProjection projection) {
    return new Waiting(
        pending.stream().map(record -> record.with(projection)).toList(),
        held.map(record -> record.with(projection)),
        forgetAt);
  }

  /** Nothing is known: the state may be cleared. */
  public boolean isNothing() {
    return pending.isEmpty() && held.isEmpty() && forgetAt == Long.MIN_VALUE;
  }
}
