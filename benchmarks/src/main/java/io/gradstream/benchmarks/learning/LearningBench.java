package io.gradstream.benchmarks.learning;

import io.gradstream.benchmarks.Machine;
import io.gradstream.benchmarks.PeerProject;
import io.gradstream.cli.bench.BenchCommand;
import io.gradstream.cli.output.OutputFile;
import io.gradstream.local.Home;
import io.gradstream.local.LocalRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gradstream bench learning}. */
@Command(
    name = "learning",
    description = {
      "How well and how cheaply the default learner (evaluate --auto) learns, beside"
          + " MOA's forests on the same events, each in a process of its own."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "MOA is downloaded when it is first measured (about 50 MB).",
      "docs/learning-quality.md says where the data sets are from.",
      "",
      "Example:",
      "  nice gradstream bench learning --data data --streams elec2,weather --seeds 5"
    })
public final class LearningBench implements BenchCommand {

  @Option(
      names = "--data",
      required = true,
      paramLabel = "FOLDER",
      description = "Where the data sets are, as FOLDER/elec2/elecNormNew.arff.gz.")
  private Path data;

  @Mixin private LearningOptions options;

  @Option(names = "--json", paramLabel = "FILE", description = "Where the result goes as JSON too.")
  private OutputFile json;

  @Spec private CommandSpec command;

  @Override
  public Integer call() throws IOException {
    require(options.problem());
    require(missing(Events.missing(data, options.streams())));
    PrintWriter out = command.commandLine().getOut();
    try (LocalRun run = LocalRun.start()) {
      Comparison comparison = comparison(run.folder(), out);
      out.println("machine    " + Machine.here());
      out.flush();
      report(comparison, out);
    }
    return 0;
  }

  private Comparison comparison(Path folder, PrintWriter out) {
    Evaluate evaluate = Evaluate.likeThisProcess(folder);
    Optional<Moa> moa = options.peers().isEmpty() ? Optional.empty() : moa(folder, out);
    boolean features = moa.isPresent() && Evaluate.canWriteFeatures(command.root());
    return new Comparison(
        new Events(data, folder, features ? Optional.of(evaluate) : Optional.empty()),
        options.withOurs() ? Optional.of(evaluate) : Optional.empty(),
        moa,
        options.peers(),
        options.seeds(),
        options.peerSeeds(),
        out);
  }

  private static Optional<Moa> moa(Path folder, PrintWriter out) {
    PeerProject project = PeerProject.moa(Home.ofThisProcess().folder());
    Optional<String> classPath = project.classPath();
    if (classPath.isEmpty()) {
      out.println(project.missing() + "; measuring our side alone");
    }
    return classPath.map(jars -> new Moa(jars, folder));
  }

  private void report(Comparison comparison, PrintWriter out) throws IOException {
    List<LearningResult> results = new ArrayList<>();
    for (BenchStream stream : options.streams()) {
      results.addAll(comparison.of(stream));
    }
    LearningReport report = new LearningReport(results);
    out.print(report.text());
    if (json != null) {
      json.write((report.json() + "\n").getBytes(StandardCharsets.UTF_8));
    }
    out.flush();
  }

  private String missing(List<Path> files) {
    return files.isEmpty()
        ? ""
        : "--data %s lacks these files (docs/learning-quality.md):%n  %s"
            .formatted(
                data, files.stream().map(Path::toString).collect(Collectors.joining("\n  ")));
  }

  private void require(String problem) {
    if (!problem.isEmpty()) {
      throw new ParameterException(command.commandLine(), problem);
    }
  }
}
