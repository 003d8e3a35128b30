package io.gradstream.cli;

import io.gradstream.cli.data.TargetOptions;
import io.gradstream.cli.output.OutputFile;
import io.gradstream.workbench.infer.InferredSpec;
import io.gradstream.workbench.infer.SpecInference;
import io.gradstream.workbench.table.InputFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a spec is inferred from the data, in place of one that was written. */
final class AutoOptions {

  @Option(
      names = "--auto",
      description =
          "In place of a spec: infers one from the file's first rows, all else being the defaults.")
  private boolean auto;

  @Mixin private TargetOptions target;

  @Option(
      names = "--write-spec",
      paramLabel = "FILE",
      description = "With --auto: where the inferred spec goes.")
  private OutputFile specFile;

  boolean isOn() {
    return auto;
  }

  /** What is wrong with the options together, or empty text. */
  String problem(boolean specGiven) {
    if (auto && specGiven) {
      return "--auto stands in place of SPEC: give one of them";
    }
    if (auto && !target.hasTarget()) {
      return "--auto needs --target FIELD, what is to be predicted";
    }
    if (!auto && (target.areGiven() || specFile != null)) {
      return "--target, --task, --ignore and --write-spec go with --auto";
    }
    return auto || specGiven ? "" : "give a SPEC, or --auto with --target FIELD";
  }

  InferredSpec infer(InputFile data, long limit) throws IOException {
    InferredSpec inferred = SpecInference.infer(data, target.wanted(), limit);
    if (specFile != null) {
      specFile.write(inferred.yaml().getBytes(StandardCharsets.UTF_8));
    }
    return inferred;
  }
}
