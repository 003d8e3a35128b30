package io.gradstream.cli.feed;

import io.gradstream.features.event.Decoded;
import io.gradstream.workbench.evaluate.Row;
import java.util.Optional;

/**
 * A row of a data file.
 *
 * @param read what the learner reads in it
 * @param written all that its records hold, those fields included that the learner does not read
 */
record FeedRow(Row read, Row written) {

  long line() {
    return read.line();
  }

  /** The event as it is written. */
  Decoded event() {
    return written.event();
  }

  /** The label as it is written; empty when the row has none. */
  Optional<Decoded> label() {
    return read.label().flatMap(label -> written.label());
  }
}
