package io.gradstream.cli;

import picocli.CommandLine.Command;

@Command(
    name = "upgrade",
    description = {
      "Deploys a learner in place of the one of that name that runs: stops that with a savepoint and"
          + " goes on from it, with this spec and these options. One that does not run is deployed.",
      "What a change of the spec keeps: docs/operations.md, Changing a spec."
    },
    footer = {
      "",
      "Example:",
      "  gradstream upgrade flight-delays.yaml --brokers localhost:9092 --detach"
    })
final class UpgradeCommand extends DeployCommand {

  @Override
  boolean takesOver() {
    return true;
  }
}
