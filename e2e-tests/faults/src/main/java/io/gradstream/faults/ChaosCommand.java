package io.gradstream.faults;

import io.gradstream.cli.proof.ProofCommand;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code gradstream chaos}: faults for a while, and whether anything was lost. */
@Command(
    name = "chaos",
    description = {
      "Runs a learner as real processes, kills and hinders them, and compares every bit of its"
          + " state with that of a plain learner that was fed the same events."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  gradstream chaos --minutes 10 --seed 7"})
public final class ChaosCommand implements ProofCommand {

  private static final int MACHINES = 40;

  @CommandLine.Spec private CommandLine.Model.CommandSpec command;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Of the events and the faults' order.")
  private long seed;

  @Override
  public Integer call() {
    PrintWriter out = command.commandLine().getOut();
    List<Fault> faults = List.of(new Kills.TaskManagerWhileLearning());
    try (Proof proof = Proof.start(Machines.spec("chaos", false), seed, MACHINES, out::println)) {
      boolean good = true;
      for (Fault fault : faults) {
        FaultResult result = proof.round(fault);
        out.println(result);
        good &= result.isGood();
      }
      return good ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }
  }
}
