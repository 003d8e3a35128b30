package io.gradstream.learning.drift.ladder;

import io.gradstream.learning.drift.MonitorConfig;

/**
 * What a learner does about drift.
 *
 * @param monitor how drift is found
 * @param ladder what is done about it
 */
public record DriftConfig(MonitorConfig monitor, LadderConfig ladder) {

  public static final DriftConfig DEFAULT =
      new DriftConfig(MonitorConfig.DEFAULT, LadderConfig.DEFAULT);
}
