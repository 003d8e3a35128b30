package io.gradstream.cli;

import io.gradstream.cli.output.OutputFile;
import io.gradstream.cli.steer.SnapshotFile;
import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.features.encode.FeatureSpec.Scaling;
import io.gradstream.model.Model;
import io.gradstream.model.ModelSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import javax.imageio.ImageIO;
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
      defaultValue = "64",
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
      defaultValue = "1",
      paramLabel = "N",
      description = "Same seed, same samples (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Override
  public Integer call() throws IOException {
    Limits.atLeastOne("--count", (long) count, command.commandLine());
    ModelSnapshot snapshot = SnapshotFile.read(snapshotFile);
    FeatureSpec.Numbers feature = array(snapshot);
    float[][] samples;
    try (Model model = Model.of(snapshot)) {
      samples = model.network().sample(count, seed);
    }
    unscale(samples, feature.scaling());
    boolean isImage = out.path().toString().endsWith(".png");
    out.write(isImage ? image(samples, feature) : rows(samples, feature.field()));
    return CommandLine.ExitCode.OK;
  }

  /** The one feature that is generated. */
  private FeatureSpec.Numbers array(ModelSnapshot snapshot) {
    boolean isGenerator = snapshot.spec().target().drawsEvents();
    if (isGenerator
        && snapshot.spec().features().size() == 1
        && snapshot.spec().features().get(0) instanceof FeatureSpec.Numbers numbers
        && !(numbers.scaling() instanceof Scaling.Online)) {
      return numbers;
    }
    throw wrongUsage(
        "--snapshot must be of a learner whose target is generate and whose one feature is numbers,"
            + " not scaled online: "
            + snapshot.spec().learner());
  }

  /** Samples are as the network sees events; a reader wants them as events are. */
  private static void unscale(float[][] samples, Scaling scaling) {
    if (scaling instanceof Scaling.Divide divide) {
      for (float[] sample : samples) {
        for (int i = 0; i < sample.length; i++) {
          sample[i] *= divide.by();
        }
      }
    }
  }

  private int height(FeatureSpec.Numbers feature) {
    boolean isImage = feature.shape().size() == 3 && feature.shape().get(2) == 1;
    if (!isImage && feature.shape().size() != 2) {
      throw wrongUsage(
          "--out must be for lines of JSON: events of shape %s are no gray images"
              .formatted(feature.shape()));
    }
    return feature.shape().get(0);
  }

  private static int width(FeatureSpec.Numbers feature) {
    return feature.shape().get(1);
  }

  private byte[] image(float[][] samples, FeatureSpec.Numbers feature) throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(ImageGrid.of(samples, height(feature), width(feature)), "png", png);
    return png.toByteArray();
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
