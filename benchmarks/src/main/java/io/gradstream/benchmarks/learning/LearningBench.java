package io.gradstream.benchmarks.learning;

import io.gradstream.benchmarks.Machine;
import io.gradstream.benchmarks.PeerProject;
import io.gradstream.cli.bench.BenchCommand;
import io.gradstream.cli.local.Home;
import io.gradstream.cli.local.LocalRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gradstream bench learning}. */
@Command(
    name = "learning",
    description = {
      "How well and how cheaply the default learner (evaluate --auto) learns, beside MOA's forests",
      "on the same events, each in a process of its own."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "MOA is downloaded when it is first measured (about 60 MB). docs/learning-quality.md says",
      "where the data sets are from.",
      "",
      "Example:",
      "  nice gradstream bench learning --data data --streams elec2,weather --seeds 5"
    })
public final class LearningBench implements BenchCommand {

  private static final String FEATURES = "--write-features"; // of evaluate

  @Option(
      names = "--data",
      required = true,
      paramLabel = "FOLDER",
      description = "Where the data sets are, as FOLDER/elec2/elecNormNew.arff.gz.")
  private Path data;

  @Option(
      names = "--streams",
      split = ",",
      paramLabel = "NAME",
      description = {
        "Only these: elec2, weather, flights, phishing, sea, bike, trump, airline.",
        "Default: all."
      })
  private List<String> names = List.of();

  @Option(
      names = "--learners",
      split = ",",
      paramLabel = "NAME",
      description = "Only these: gradstream, ARF, SRP, HAT. Default: all.")
  private List<String> learners = List.of();

  @Option(
      names = "--seeds",
      defaultValue = "5",
      paramLabel = "N",
      description = "Runs of ours, seeds 1 to N (default ${DEFAULT-VALUE}).")
  private int seeds;

  @Option(
      names = "--peer-seeds",
      defaultValue = "1",
      paramLabel = "N",
      description = "Runs of each peer, seeds 1 to N (default ${DEFAULT-VALUE}).")
  private int peerSeeds;

  @Option(names = "--json", paramLabel = "FILE", description = "Where the result goes as JSON too.")
  private Path json;

  @Spec private CommandSpec command;

  @Override
  public Integer call() throws IOException {
    List<BenchStream> streams = streams();
    requireKnown("--learners", learners, learnerNames());
    requireAtLeastOne("--seeds", seeds);
    requireAtLeastOne("--peer-seeds", peerSeeds);
    PrintWriter out = command.commandLine().getOut();
    try (LocalRun run = LocalRun.start()) {
      Comparison comparison = comparison(run.folder(), out);
      requireData(comparison.events().missing(streams));
      out.println("machine    " + Machine.here());
      out.flush();
      report(streams, comparison, out);
    }
    return 0;
  }

  private List<BenchStream> streams() {
    requireKnown("--streams", names, BenchStreams.ALL.stream().map(BenchStream::name).toList());
    return BenchStreams.ALL.stream()
        .filter(stream -> names.isEmpty() || names.contains(stream.name()))
        .toList();
  }

  private static List<String> learnerNames() {
    Stream<String> peers = Arrays.stream(Peer.values()).map(Peer::name);
    return Stream.concat(Stream.of(Comparison.OURS), peers).toList();
  }

  private Comparison comparison(Path folder, PrintWriter out) {
    Evaluate evaluate = Evaluate.likeThisProcess(folder);
    List<Peer> peers = Arrays.stream(Peer.values()).filter(peer -> isChosen(peer.name())).toList();
    Optional<Moa> moa = peers.isEmpty() ? Optional.empty() : moa(folder, out);
    boolean features = moa.isPresent() && evaluateCanWriteFeatures();
    return new Comparison(
        new Events(data, folder, features ? Optional.of(evaluate) : Optional.empty()),
        isChosen(Comparison.OURS) ? Optional.of(evaluate) : Optional.empty(),
        moa,
        peers,
        seeds,
        peerSeeds,
        out);
  }

  private boolean isChosen(String learner) {
    return learners.isEmpty() || learners.contains(learner);
  }

  private boolean evaluateCanWriteFeatures() {
    return Optional.ofNullable(command.root().subcommands().get("evaluate"))
        .map(evaluate -> evaluate.getCommandSpec().findOption(FEATURES) != null)
        .orElse(false);
  }

  private static Optional<Moa> moa(Path folder, PrintWriter out) {
    PeerProject project = PeerProject.moa(Home.ofThisProcess().folder());
    Optional<String> classPath = project.classPath();
    if (classPath.isEmpty()) {
      out.println(project.missing() + "; measuring our side alone");
    }
    return classPath.map(jars -> new Moa(jars, folder));
  }

  private void report(List<BenchStream> streams, Comparison comparison, PrintWriter out)
      throws IOException {
    List<LearningResult> results = new ArrayList<>();
    for (BenchStream stream : streams) {
      results.addAll(comparison.of(stream));
    }
    LearningReport report = new LearningReport(results);
    out.print(report.text());
    if (json != null) {
      Files.writeString(json, report.json() + "\n");
    }
    out.flush();
  }

  private void requireKnown(String option, List<String> given, List<String> known) {
    for (String name : given) {
      if (!known.contains(name)) {
        throw wrongUsage(option + " must be of " + known + ": " + name);
      }
    }
  }

  private void requireAtLeastOne(String option, int number) {
    if (number < 1) {
      throw wrongUsage(option + " must be at least 1: " + number);
    }
  }

  private void requireData(List<Path> missing) {
    if (!missing.isEmpty()) {
      throw wrongUsage(
          missing.stream()
              .map(Path::toString)
              .collect(
                  Collectors.joining(
                      "\n  ",
                      "--data " + data + " lacks these files (docs/learning-quality.md):\n  ",
                      "")));
    }
  }

  private ParameterException wrongUsage(String message) {
    return new ParameterException(command.commandLine(), message);
  }
}
