package io.gradstream.cli;

import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.read.SpecReader;
import io.gradstream.learning.spec.yaml.InvalidSpecException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "validate",
    description = "Checks a learner spec and names everything wrong with it.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  gradstream validate examples/flight-delays/flight-delays.yaml"})
final class ValidateCommand implements Callable<Integer> {

  @CommandLine.Spec private CommandLine.Model.CommandSpec command;

  @Parameters(paramLabel = "FILE", description = "The learner spec (YAML).")
  private Path file;

  @Override
  public Integer call() throws IOException {
    LearnerSpec spec;
    try {
      spec = SpecReader.read(file);
    } catch (InvalidSpecException e) {
      PrintWriter err = command.commandLine().getErr();
      e.errors().forEach(err::println);
      err.printf("%d error%s%n", e.errors().size(), e.errors().size() == 1 ? "" : "s");
      return CommandLine.ExitCode.USAGE;
    }
    summary(spec).forEach(command.commandLine().getOut()::println);
    return CommandLine.ExitCode.OK;
  }

  private static List<String> summary(LearnerSpec spec) {
    return List.of(
        spec.source().name() + " is valid: learner " + spec.name(),
        "fields      "
            + spec.model().events().fields().stream()
                .map(field -> field.name() + " " + field.type())
                .collect(Collectors.joining(", ")),
        "features    "
            + spec.model().features().stream()
                .map(FeatureSpec::shown)
                .collect(Collectors.joining(", ")),
        "target      " + spec.model().target().shown(),
        "",
        NetworkTable.of(spec));
  }
}
