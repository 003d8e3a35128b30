package io.gradstream.cli;

import io.gradstream.cli.machine.Machine;
import io.gradstream.cli.machine.MachineStop;
import io.gradstream.cli.running.StateOption;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "down",
    description = {
      "Ends what gradstream up has started: first the learners, each with a savepoint from which its"
          + " next deploy goes on, then service, cluster and broker. Records, checkpoints and logs"
          + " stay.",
      "Learners that run by themselves on this broker are stopped, too. The exit code is 1 when one"
          + " made no savepoint; it goes on from its newest checkpoint then."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Examples:", "  gradstream down", "  gradstream down --state /large/state"})
final class DownCommand implements Callable<Integer> {

  @CommandLine.Spec private CommandLine.Model.CommandSpec command;

  @Mixin private StateOption state;

  @Override
  public Integer call() throws IOException {
    Machine machine = Machine.of(state.folder());
    if (!machine.isUp() && !machine.runsAnything()) {
      say("nothing runs that gradstream up has started from " + state.folder().folder());
      return CommandLine.ExitCode.OK;
    }
    boolean isSaved = new MachineStop(machine, this::say).stop();
    say("records, checkpoints and logs stay; gradstream up goes on with them");
    return isSaved ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  private void say(String what) {
    PrintWriter out = command.commandLine().getOut();
    out.println(what);
    out.flush();
  }
}
