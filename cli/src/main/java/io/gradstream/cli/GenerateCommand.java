package io.gradstream.cli;

import io.gradstream.cli.steer.SnapshotFile;
import io.gradstream.model.Model;
import io.gradstream.model.ModelSnapshot;
import io.gradstream.model.made.TextMaker;
import io.gradstream.model.made.Writing;
import io.gradstream.network.Sampling;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "generate",
    description = "Writes on with a language model: a learner whose target is nextToken.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:",
      "  gradstream generate --snapshot shakespeare.grds --prompt ROMEO: --tokens 500"
    })
final class GenerateCommand implements Callable<Integer> {

  @CommandLine.Spec private CommandLine.Model.CommandSpec command;

  @Option(
      names = "--snapshot",
      required = true,
      paramLabel = "FILE",
      description = "The model, as evaluate --save wrote it.")
  private Path snapshotFile;

  @Option(
      names = "--prompt",
      required = true,
      paramLabel = "TEXT",
      description = "What the text starts with.")
  private String prompt;

  @Option(
      names = "--tokens",
      defaultValue = "" + Writing.DEFAULT_TOKENS,
      paramLabel = "N",
      description = "How many tokens are written (default: ${DEFAULT-VALUE}).")
  private int tokens;

  @Option(
      names = "--temperature",
      defaultValue = "1",
      paramLabel = "T",
      description =
          "Below 1 the likely becomes likelier, 0 for the likeliest alone (default:"
              + " ${DEFAULT-VALUE}).")
  private float temperature;

  @Option(
      names = "--top-k",
      defaultValue = "0",
      paramLabel = "K",
      description = "Draw from so many of the likeliest tokens; 0 for all (default).")
  private int topK;

  @Option(
      names = "--seed",
      defaultValue = "" + Writing.DEFAULT_SEED,
      paramLabel = "N",
      description = "Same seed, same text (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Override
  public Integer call() throws IOException {
    Limits.atLeastOne("--tokens", (long) tokens, command.commandLine());
    ModelSnapshot snapshot = SnapshotFile.read(snapshotFile);
    try (Model model = Model.of(snapshot)) {
      TextMaker text =
          new TextMaker(model, new Writing(prompt, tokens, new Sampling(temperature, topK), seed));
      text.make(Long.MAX_VALUE);
      command.commandLine().getOut().println(prompt + text.take());
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(command.commandLine(), e.getMessage());
    }
    return CommandLine.ExitCode.OK;
  }
}
