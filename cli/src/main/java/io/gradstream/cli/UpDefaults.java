package io.gradstream.cli;

import io.gradstream.cli.machine.Machine;
import io.gradstream.cli.running.StateFolder;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Defaults of options that say where things are: where {@code gradstream up} runs them, as long as
 * it does, from the usual state folder.
 */
final class UpDefaults implements IDefaultValueProvider {

  private static final String BROKERS = "--brokers";
  private static final String SERVICE = "--service";

  /** Null for the option's own default. */
  @Override
  public String defaultValue(ArgSpec argument) {
    if (argument instanceof OptionSpec option) {
      return value(option.longestName()).orElse(null);
    }
    return null;
  }

  /**
   * Where a command of a state folder that it was told finds Kafka.
   *
   * @param usual what it was given, or else its default
   */
  static String brokers(CommandLine command, Machine machine, String usual) {
    return command.getParseResult().hasMatchedOption(BROKERS)
        ? usual
        : machine.brokers().orElse(usual);
  }

  private static Optional<String> value(String option) {
    return switch (option) {
      case BROKERS -> machine().brokers();
      case SERVICE -> machine().service().map(Object::toString);
      default -> Optional.empty();
    };
  }

  private static Machine machine() {
    return Machine.of(StateFolder.of(null));
  }
}
