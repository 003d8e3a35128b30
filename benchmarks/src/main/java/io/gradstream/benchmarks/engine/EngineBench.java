package io.gradstream.benchmarks.engine;

import io.gradstream.benchmarks.Machine;
import io.gradstream.benchmarks.PeerProject;
import io.gradstream.cli.bench.BenchCommand;
import io.gradstream.local.Home;
import io.gradstream.network.EngineVersion;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gradstream bench engine}. */
@Command(
    name = "engine",
    description = "How long a training step takes, beside libtorch's, each on one thread.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "libtorch is downloaded when it is first measured (about 110 MB); --alone does without.",
      "",
      "Example:",
      "  gradstream bench engine --network cnn --rounds 9"
    })
public final class EngineBench implements BenchCommand {

  @Option(
      names = "--network",
      paramLabel = "NAME",
      description = "Only this network; repeatable. See the table for the names.")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--rounds",
      defaultValue = "5",
      description = "Runs of each side, in turn; medians count (default ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--milliseconds",
      defaultValue = "600",
      description = "Length of a run (default ${DEFAULT-VALUE}).")
  private double milliseconds;

  @Option(
      names = "--clock",
      defaultValue = "WALL",
      description = {
        "WALL, or PROCESSOR: the time in which the thread had a processor,",
        "for a machine that does other work too (default ${DEFAULT-VALUE})."
      })
  private Clock clock;

  @Option(names = "--alone", description = "Without libtorch.")
  private boolean alone;

  @Option(names = "--json", description = "One line of JSON last.")
  private boolean json;

  @Spec private CommandSpec command;

  @Override
  public Integer call() {
    List<BenchNetwork> networks = chosen();
    PrintWriter out = command.commandLine().getOut();
    out.println("machine    " + Machine.here());
    out.println("kernels    " + EngineVersion.kernels());
    out.println("clock      " + clock);
    out.flush();
    EngineReport report = measure(networks, out);
    out.print(report.text());
    if (json) {
      out.println(report.json());
    }
    out.flush();
    return 0;
  }

  private List<BenchNetwork> chosen() {
    for (String name : names) {
      if (BenchNetworks.ALL.stream().noneMatch(network -> network.name().equals(name))) {
        List<String> all = BenchNetworks.ALL.stream().map(BenchNetwork::name).distinct().toList();
        throw new ParameterException(
            command.commandLine(), "--network must be one of " + all + ": " + name);
      }
    }
    return BenchNetworks.ALL.stream()
        .filter(network -> names.isEmpty() || names.contains(network.name()))
        .toList();
  }

  private EngineReport measure(List<BenchNetwork> networks, PrintWriter out) {
    Optional<Libtorch> libtorch = alone ? Optional.empty() : startLibtorch(out);
    try (PeakRate peak = new PeakRate(clock)) {
      Comparison comparison = new Comparison(libtorch, rounds, milliseconds, clock, peak);
      List<EngineResult> results = new ArrayList<>();
      for (BenchNetwork network : networks) {
        results.add(comparison.of(network));
        out.println("measured   " + network.name() + ", batch " + network.batch());
        out.flush();
      }
      return new EngineReport(Machine.here().processor(), EngineVersion.vectorBits(), results);
    } finally {
      libtorch.ifPresent(Libtorch::close);
    }
  }

  private Optional<Libtorch> startLibtorch(PrintWriter out) {
    PeerProject project = PeerProject.libtorch(Home.ofThisProcess().folder());
    Optional<String> classPath = project.classPath();
    if (classPath.isEmpty()) {
      out.println(project.missing() + "; measuring our side alone");
      return Optional.empty();
    }
    return Optional.of(Libtorch.start(classPath.get(), clock, project.log()));
  }
}
