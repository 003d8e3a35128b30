package io.gradstream.cli.steer;

import io.gradstream.schemas.ControlCommand.Origin;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options by which an order says where it comes from. */
final class OriginOptions {

  @Option(
      names = "--by",
      paramLabel = "NAME",
      defaultValue = "${sys:user.name}",
      description = "Who gives the order, kept with it (default: the user, ${DEFAULT-VALUE}).")
  private String by;

  @Option(
      names = "--why",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Why, kept with the order.")
  private String why;

  Optional<Origin> now() {
    return Optional.of(new Origin(by, System.currentTimeMillis(), why));
  }
}
