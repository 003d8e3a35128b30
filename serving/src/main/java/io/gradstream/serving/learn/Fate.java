package io.gradstream.serving.learn;

import java.util.Locale;

/** What became of a record that was given. */
enum Fate {
  /** All replicas in sync have it. */
  STORED,
  /** It is not on its topic. */
  NOT_STORED,
  /** It went to the broker, which has not said whether it has it. */
  UNKNOWN,
  /** It was not as its topic's records must be, and was not sent. */
  REFUSED;

  /** As answers and measures have it. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
