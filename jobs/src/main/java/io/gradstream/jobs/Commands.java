package io.gradstream.jobs;

import java.util.Arrays;
import java.util.Locale;

/** Which commands of the control topic hold for a learner that has seen none of them yet. */
public enum Commands {
  /** Those that are sent from its deploy on: earlier ones were not meant for it. */
  NOW,

  /**
   * Those too whose positions stand on the topic, each at its own: a learner that is derived anew
   * from its topics comes to what the one before came to.
   */
  ALL;

  static Commands parse(String value) {
    return Arrays.stream(values())
        .filter(commands -> commands.toString().equals(value))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("must be now or all"));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
