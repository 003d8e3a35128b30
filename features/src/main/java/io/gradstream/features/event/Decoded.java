package io.gradstream.features.event;

import io.gradstream.schemas.DeadLetter;

/** What became of a record's bytes. */
public sealed interface Decoded {

  /** A usable event. */
  record Good(Event event) implements Decoded {}

  /** Why there is none: becomes a dead letter. */
  record Bad(DeadLetter.Reason reason, String field, String message) implements Decoded {}
}
