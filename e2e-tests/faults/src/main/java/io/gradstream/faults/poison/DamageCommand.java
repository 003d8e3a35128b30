package io.gradstream.faults.poison;

import io.gradstream.cli.proof.ProofCommand;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.local.FlinkOptions;
import io.gradstream.local.Home;
import io.gradstream.local.LearnerSystem;
import io.gradstream.local.LocalRun;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** {@code gradstream damage}. */
@Command(
    name = "damage",
    description = {
      "Sends good events, and for every hundred of them one record of each kind of damage that a"
          + " decoder can tell.",
      "Fails unless every good one is learned and every damaged one is a dead letter with the right"
          + " reason, field and bytes."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  gradstream damage --events 1000000 --json"})
public final class DamageCommand implements ProofCommand {

  private static final int SLOTS = 2;

  /** Event time one topic may run ahead of the other, for all of it has to wait in memory. */
  private static final String AHEAD = "PT5S";

  @Option(
      names = "--events",
      defaultValue = "100000",
      description = "Good events (default ${DEFAULT-VALUE}).")
  private long events;

  @Option(names = "--json", description = "One line of JSON last.")
  private boolean json;

  @CommandLine.Spec private CommandSpec command;

  @Override
  public Integer call() {
    if (events < 1) {
      throw new CommandLine.ParameterException(
          command.commandLine(), "--events must be at least 1: " + events);
    }
    PrintWriter out = command.commandLine().getOut();
    DamageReport report = measure();
    out.print(report.text());
    List<String> failures = report.failures();
    failures.forEach(failure -> out.println("FAILED: " + failure));
    if (json) {
      out.println(report.json());
    }
    out.flush();
    return failures.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  private DamageReport measure() {
    LearnerSpec spec = DamagedLearner.spec();
    try (LocalRun run = LocalRun.start();
        LearnerSystem system =
            LearnerSystem.start(
                Home.ofThisProcess(),
                run,
                spec,
                FlinkOptions.small(run, SLOTS),
                List.of("--alignment", AHEAD))) {
      system.flink().awaitReady();
      system.flink().awaitJob();
      return new DamagedStream(spec, system.broker().address()).run(events, system::requireAlive);
    }
  }
}
