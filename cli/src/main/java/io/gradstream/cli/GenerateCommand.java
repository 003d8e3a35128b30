package io.gradstream.cli;

import io.gradstream.cli.steer.SnapshotFile;
import io.gradstream.model.Model;
import io.gradstream.model.ModelSnapshot;
import io.gradstream.model.targets.NextTokenTarget;
import io.gradstream.model.targets.TokenText;
import io.gradstream.network.Sampling;
import io.gradstream.network.TokenGenerator;
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
      defaultValue = "200",
      paramLabel = "N",
      description = "How many tokens are written (default: ${DEFAULT-VALUE}).")
  private int tokens;

  @Option(
      names = "--temperature",
      defaultValue = "1",
      paramLabel = "T",
      description = "Below 1 the likely becomes likelier (default: ${DEFAULT-VALUE}).")
  private float temperature;

  @Option(
      names = "--top-k",
      defaultValue = "0",
      paramLabel = "K",
      description = "Draw from so many of the likeliest tokens; 0 for all (default).")
  private int topK;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "Same seed, same text (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Override
  public Integer call() throws IOException {
    Limits.atLeastOne("--tokens", (long) tokens, command.commandLine());
    ModelSnapshot snapshot = SnapshotFile.read(snapshotFile);
    if (!snapshot.spec().target().writesText()) {
      throw wrongUsage(
          "--snapshot must be of a learner whose target is nextToken: "
              + snapshot.spec().learner());
    }
    try (Model model = Model.of(snapshot)) {
      command.commandLine().getOut().println(prompt + continuation(model));
    } catch (IllegalArgumentException e) {
      throw wrongUsage(e.getMessage());
    }
    return CommandLine.ExitCode.OK;
  }

  private String continuation(Model model) {
    TokenText text = new TokenText(NextTokenTarget.tokens(model.spec().features()));
    int[] read = text.tokens(prompt);
    if (read.length == 0) {
      throw wrongUsage("--prompt must not be empty");
    }
    TokenGenerator generator =
        new TokenGenerator(model.network(), new Sampling(temperature, topK), seed);
    for (int token : read) {
      generator.append(token);
    }
    int[] written = new int[tokens];
    for (int i = 0; i < tokens; i++) {
      written[i] = generator.next();
    }
    return text.text(written);
  }

  private CommandLine.ParameterException wrongUsage(String message) {
    return new CommandLine.ParameterException(command.commandLine(), message);
  }
}
