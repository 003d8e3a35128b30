package io.gradstream.cli;

import io.gradstream.cli.output.OutputFile;
import io.gradstream.cli.steer.SnapshotFile;
import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.model.Model;
import io.gradstream.model.ModelSnapshot;
import io.gradstream.model.made.ImageGrid;
import io.gradstream.model.made.SampleMaker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "sample",
    description = "Draws events from a generator: a learner whose target is generate.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:",
      "  gradstream sample --snapshot fashion.grds --count 64 --out samples.png"
    })
final class SampleCommand implements Callable<Integer> {

  @CommandLine.Spec private CommandLine.Model.CommandSpec command;

  @Option(
      names = "--snapshot",
      required = true,
      paramLabel = "FILE",
      description = "The model, as evaluate --save wrote it.")
  private Path snapshotFile;

  @Option(
      names = "--count",
      defaultValue = "" + SampleMaker.DEFAULT_COUNT,
      paramLabel = "N",
      description = "How many samples (default: ${DEFAULT-VALUE}).")
  private int count;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = {
        "A grid of images, where the name ends in .png;",
        "otherwise JSON objects in lines, as evaluate reads them."
      })
  private OutputFile out;

  @Option(
      names = "--seed",
      defaultValue = "" + SampleMaker.DEFAULT_SEED,
      paramLabel = "N",
      description = "Same seed, same samples (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Override
  public Integer call() throws IOException {
    Limits.atLeastOne("--count", (long) count, command.commandLine());
    ModelSnapshot snapshot = SnapshotFile.read(snapshotFile);
    FeatureSpec.Numbers feature = feature(snapshot);
    SampleMaker samples;
    try (Model model = Model.of(snapshot)) {
      samples = new SampleMaker(model, count, seed);
      samples.make(Long.MAX_VALUE);
    }
    boolean isImage = out.path().toString().endsWith(".png");
    out.write(
        isImage
            ? ImageGrid.png(samples.samples(), imageShape(feature))
            : rows(samples.samples(), feature.field()));
    return CommandLine.ExitCode.OK;
  }

  private FeatureSpec.Numbers feature(ModelSnapshot snapshot) {
    try {
      return SampleMaker.feature(snapshot.spec());
    } catch (IllegalArgumentException e) {
      throw wrongUsage(e.getMessage());
    }
  }

  private List<Integer> imageShape(FeatureSpec.Numbers feature) {
    if (!ImageGrid.fits(feature.shape())) {
      throw wrongUsage(
          "--out must be for lines of JSON: events of shape %s are no gray images"
              .formatted(feature.shape()));
    }
    return feature.shape();
  }

  private static byte[] rows(float[][] samples, String field) {
    String name = field.replace("\\", "\\\\").replace("\"", "\\\"");
    StringBuilder rows = new StringBuilder();
    for (float[] sample : samples) {
      rows.append("{\"" + name + "\": " + Arrays.toString(sample) + "}\n");
    }
    return rows.toString().getBytes(StandardCharsets.UTF_8);
  }

  private CommandLine.ParameterException wrongUsage(String message) {
    return new CommandLine.ParameterException(command.commandLine(), message);
  }
}
