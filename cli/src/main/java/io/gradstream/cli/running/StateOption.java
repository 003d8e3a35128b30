package io.gradstream.cli.running;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option by which a command finds what deploys have kept. */
public final class StateOption {

  @Option(
      names = "--state",
      paramLabel = "FOLDER",
      description = "The folder that deploy keeps its state in " + StateFolder.DEFAULT + ".")
  private Path folder;

  public StateFolder folder() {
    return StateFolder.of(folder);
  }
}
