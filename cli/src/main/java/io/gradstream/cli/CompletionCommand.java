package io.gradstream.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "completion",
    description = "Prints what a shell completes commands and options with.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example: for this shell, or in ~/.bashrc or ~/.zshrc for every one",
      "  source <(gradstream completion bash)"
    })
final class CompletionCommand implements Callable<Integer> {

  @CommandLine.Spec private CommandLine.Model.CommandSpec command;

  @Parameters(paramLabel = "SHELL", description = "One of: bash, zsh.")
  private Shell shell;

  /** Names are words of the command line. One script serves both. */
  private enum Shell {
    bash,
    zsh
  }

  @Override
  public Integer call() {
    PrintWriter out = command.commandLine().getOut();
    out.print(AutoComplete.bash("gradstream", command.root().commandLine()));
    out.flush();
    return CommandLine.ExitCode.OK;
  }
}
