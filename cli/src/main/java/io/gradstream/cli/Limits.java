package io.gradstream.cli;

import java.util.Optional;
import picocli.CommandLine;

/** What numbers on a command line may be. */
final class Limits {

  private Limits() {}

  /** The value, or no limit when the option was not given. */
  static long atLeastOne(String option, Long value, CommandLine command) {
    if (value != null && value < 1) {
      throw new CommandLine.ParameterException(command, option + " must be at least 1: " + value);
    }
    return value == null ? Long.MAX_VALUE : value;
  }

  /** Refuses what is no number of events a second. */
  static void rate(String option, Double value, CommandLine command) {
    if (value != null && !(value >= 0)) {
      throw new CommandLine.ParameterException(command, option + " must be at least 0: " + value);
    }
  }

  /** Refuses a command line in which something is wrong. */
  static void noMistake(Optional<String> mistake, CommandLine command) {
    mistake.ifPresent(
        wrong -> {
          throw new CommandLine.ParameterException(command, wrong);
        });
  }
}
