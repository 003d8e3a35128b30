package io.gradstream.benchmarks.learning;

import io.gradstream.cli.bench.BenchCommand;
import io.gradstream.cli.output.OutputFile;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gradstream bench sea}. */
@Command(
    name = "sea",
    description = {
      "Writes the SEA stream (Street and Kim 2001) as CSV: 100,000 rows of three features,",
      "four concepts, one label of ten wrong."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:",
      "  gradstream bench sea --seed 1 --to sea-1.csv",
      "  gradstream evaluate --auto --target label --data sea-1.csv"
    })
public final class SeaBench implements BenchCommand {

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "Same seed, same rows (default ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--to", required = true, paramLabel = "FILE", description = "Where it goes.")
  private OutputFile file;

  @Spec private CommandSpec command;

  @Override
  public Integer call() throws IOException {
    SeaStream.write(seed, file.path());
    command.commandLine().getOut().printf("wrote %,d rows to %s%n", SeaStream.rows(), file.path());
    return 0;
  }
}
