package io.gradstream.faults.soak;

import io.gradstream.cli.proof.ProofCommand;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gradstream soak}. */
@Command(
    name = "soak",
    description = {
      "Runs the whole system under a steady load and reads the resident memory of each process.",
      "Fails when one grows by more than 5 %% after warm-up, when an event was not learned, or when"
          + " the job restarted. Each process has its whole Java heap from the start, so what"
          + " grows is memory outside of it. Needs Linux."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  gradstream soak --minutes 60 --json"})
public final class SoakCommand implements ProofCommand {

  private static final Duration FLOOD = Duration.ofMinutes(1);

  @Option(
      names = "--minutes",
      defaultValue = "60",
      description = "Length of the load (default ${DEFAULT-VALUE}); the first quarter is warm-up.")
  private int minutes;

  @Option(
      names = "--rate",
      defaultValue = "400",
      description = "Events a second (default ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--state-backend",
      defaultValue = "hashmap",
      description = "Flink's: hashmap or rocksdb (default ${DEFAULT-VALUE}).")
  private String stateBackend;

  @Option(
      names = "--flood",
      description = {
        "Instead: find the rate that can be sustained, then send ten times as much for a minute.",
        "Fails when anything is lost, or when a process grows by more than 5 %% meanwhile."
      })
  private boolean flood;

  @Option(names = "--json", description = "One line of JSON last.")
  private boolean json;

  @Spec private CommandSpec command;

  @Override
  public Integer call() {
    if (minutes < 1 || !(rate > 0)) {
      throw new CommandLine.ParameterException(
          command.commandLine(), "--minutes must be at least 1 and --rate above 0");
    }
    return flood ? flood() : soak();
  }

  private int soak() {
    SoakReport report = new Soak(minutes, rate, stateBackend, out()).run();
    return tell(report.text(), report.failures(), report.json());
  }

  private int flood() {
    FloodReport report = Flood.run(FLOOD, stateBackend, out());
    return tell(report.text(), report.failures(), report.json());
  }

  private int tell(String text, List<String> failures, String line) {
    out().print(text);
    failures.forEach(failure -> out().println("FAILED: " + failure));
    if (json) {
      out().println(line);
    }
    out().flush();
    return failures.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  private PrintWriter out() {
    return command.commandLine().getOut();
  }
}
