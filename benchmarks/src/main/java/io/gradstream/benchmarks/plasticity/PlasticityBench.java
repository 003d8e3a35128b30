package io.gradstream.benchmarks.plasticity;

import io.gradstream.benchmarks.Machine;
import io.gradstream.cli.bench.BenchCommand;
import io.gradstream.cli.output.OutputFile;
import io.gradstream.network.EngineVersion;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gradstream bench plasticity}. */
@Command(
    name = "plasticity",
    description = "Whether a network still learns after hundreds of tasks: online permuted images.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Each task is a new order of the pixels, of images that are seen once. FOLDER holds",
      "train-images-idx3-ubyte.gz and train-labels-idx1-ubyte.gz, of MNIST or Fashion-MNIST.",
      "",
      "Example:",
      "  gradstream bench plasticity --data fashion-mnist --tasks 200 --plot plasticity.png"
    })
public final class PlasticityBench implements BenchCommand {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  @Option(names = "--data", required = true, paramLabel = "FOLDER", description = "The images.")
  private Path data;

  @Option(
      names = "--tasks",
      defaultValue = "200",
      description = "Orders of the pixels (default ${DEFAULT-VALUE}).")
  private int tasks;

  @Option(
      names = "--images",
      defaultValue = "10000",
      description = "Images of a task (default ${DEFAULT-VALUE}).")
  private int perTask;

  @Option(
      names = "--hidden",
      split = ",",
      defaultValue = "128,128",
      description = "Widths of the hidden layers (default ${DEFAULT-VALUE}).")
  private List<Integer> hidden;

  @Option(
      names = "--batch",
      defaultValue = "16",
      description = "Images of a mini-batch (default ${DEFAULT-VALUE}).")
  private int batch;

  @Mixin private Contenders contenders;

  @Option(names = "--seed", defaultValue = "1", description = "Of weights and tasks.")
  private long seed;

  @Option(names = "--csv", paramLabel = "FILE", description = "Accuracy of each task.")
  private Optional<OutputFile> csv;

  @Option(names = "--plot", paramLabel = "FILE", description = "The curves, as PNG.")
  private Optional<OutputFile> plot;

  @Spec private CommandSpec command;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = command.commandLine().getOut();
    out.println("machine    " + Machine.here());
    out.println("kernels    " + EngineVersion.kernels());
    out.flush();
    LabeledImages images = LabeledImages.read(data);
    check("--tasks", tasks, Integer.MAX_VALUE);
    check("--batch", batch, images.count());
    check("--images", perTask, images.count());
    Map<String, List<TaskResult>> results = new LinkedHashMap<>();
    for (Contender contender : contenders.all()) {
      long start = THREADS.getCurrentThreadCpuTime();
      results.put(contender.name(), run(contender, images));
      double seconds = (THREADS.getCurrentThreadCpuTime() - start) / 1e9;
      long learned = (long) tasks * perTask;
      out.printf(
          Locale.ROOT,
          "%-34s %.0f s of a processor, %,.0f images/s%n",
          contender.name(),
          seconds,
          learned / seconds);
      out.flush();
    }
    PlasticityReport report = new PlasticityReport(results);
    out.print(report.text());
    out.flush();
    if (csv.isPresent()) {
      report.writeCsv(csv.get().path());
    }
    if (plot.isPresent()) {
      AccuracyPlot.write(results, plot.get().path());
    }
    return 0;
  }

  private void check(String option, int value, int most) {
    if (value < 1 || value > most) {
      throw new ParameterException(
          command.commandLine(), "%s must be in 1..%d: %d".formatted(option, most, value));
    }
  }

  private List<TaskResult> run(Contender contender, LabeledImages images) {
    List<TaskResult> results = new ArrayList<>();
    try (LongRun run = new LongRun(images, hidden, batch, contender, seed)) {
      for (int task = 0; task < tasks; task++) {
        results.add(run.learn(PermutedTask.of(images, perTask, seed, task)));
      }
    }
    return results;
  }
}
