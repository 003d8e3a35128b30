package io.gradstream.faults;

import io.gradstream.cli.proof.ProofCommand;
import io.gradstream.learning.spec.LearnerSpec;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code gradstream chaos}: faults for a while, and whether anything was lost. */
@Command(
    name = "chaos",
    description = {
      "Runs a learner as real processes, kills and hinders them while events flow, and compares"
          + " every bit of its state with that of a plain learner that was fed the same events.",
      "Goes through all faults in an order the seed chooses, again and again, until the time is"
          + " up. Exit code 1 when anything was lost, learned twice or differs.",
      "All the time the learner gets commands, from the seed too, and in the end every answer is"
          + " compared with what the published model of its version says. The seed also chooses"
          + " where state lies, whether snapshots are files, and how predictions are delivered:"
          + " eight seeds in a row go through all of these."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  gradstream chaos --minutes 10 --seed 7"})
public final class ChaosCommand implements ProofCommand {

  @CommandLine.Spec private CommandLine.Model.CommandSpec command;

  @Option(
      names = "--minutes",
      defaultValue = "10",
      description = "No fault begins after that (default: ${DEFAULT-VALUE}).")
  private int minutes;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description =
          "Of the events, the commands and the faults' order (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--machines",
      defaultValue = "40",
      description = "Models that learn (default: ${DEFAULT-VALUE}).")
  private int machines;

  @Option(
      names = "--exactly-once",
      description =
          "Predictions in transactions, whatever the seed; one given twice counts as doubled.")
  private boolean exactlyOnce;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "FAULT",
      description = "Only these faults, by name: ${COMPLETION-CANDIDATES}.",
      completionCandidates = Names.class)
  private Set<String> only = Set.of();

  @Option(
      names = "--pool",
      description = "The default learner, with its reactions to drift, in place of a network.")
  private boolean pool;

  @Option(names = "--json", description = "The last line is JSON.")
  private boolean json;

  private Variant variant() {
    Variant variant = Variant.of(seed);
    return exactlyOnce ? variant.inTransactions() : variant;
  }

  private LearnerSpec spec() {
    return pool ? Machines.poolSpec("chaos", variant()) : Machines.spec("chaos", variant());
  }

  @Override
  public Integer call() {
    requireMinutes();
    List<Fault> faults = faults();
    PrintWriter out = command.commandLine().getOut();
    out.println(variant());
    FaultTable table = new FaultTable();
    try (Proof proof = Proof.start(spec(), variant().backend(), seed, machines, out::println)) {
      strike(proof, faults, table);
      Proof.Verdict verdict = proof.finish();
      verdict.findings().forEach(out::println);
      table.finish(verdict, faults.stream().map(ChaosCommand::name).toList());
    }
    out.println(table.text());
    if (json) {
      out.println(table.json());
    }
    return table.isGood() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  private void requireMinutes() {
    if (minutes < 1) {
      throw new CommandLine.ParameterException(
          command.commandLine(), "--minutes must be at least 1: " + minutes);
    }
  }

  private void strike(Proof proof, List<Fault> faults, FaultTable table) {
    Random random = new Random(seed);
    List<Fault> shuffled = new ArrayList<>(faults);
    long end = System.nanoTime() + Duration.ofMinutes(minutes).toNanos();
    while (System.nanoTime() < end) {
      Collections.shuffle(shuffled, random);
      for (Fault fault : shuffled) {
        if (System.nanoTime() < end) {
          table.add(name(fault), proof.round(fault));
        }
      }
    }
  }

  private List<Fault> faults() {
    List<Fault> faults =
        all().filter(fault -> only.isEmpty() || only.contains(name(fault))).toList();
    if (faults.isEmpty()) {
      throw new CommandLine.ParameterException(
          command.commandLine(), "--only names no fault: " + only + "; there are " + new Names());
    }
    return faults;
  }

  private static Stream<Fault> all() {
    return Stream.<Fault[]>of(
            Kills.values(),
            Hindrances.values(),
            Replays.values(),
            RollBacks.values(),
            Deploys.values(),
            Substitutes.values(),
            Strays.values())
        .flatMap(Stream::of)
        .filter(Fault::isPossible);
  }

  private static String name(Fault fault) {
    return ((Enum<?>) fault).name();
  }

  /** For the help text. */
  private static final class Names extends ArrayList<String> {
    private static final long serialVersionUID = 1;

    Names() {
      super(all().map(ChaosCommand::name).toList());
    }
  }
}
