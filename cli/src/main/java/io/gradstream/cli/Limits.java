package io.gradstream.cli;

import picocli.CommandLine;

/** Numbers that options limit something by. */
final class Limits {

  private Limits() {}

  /** The value, or no limit when the option was not given. */
  static long atLeastOne(String option, Long value, CommandLine command) {
    if (value != null && value < 1) {
      throw new CommandLine.ParameterException(command, option + " must be at least 1: " + value);
    }
    return value == null ? Long.MAX_VALUE : value;
  }
}
