package io.gradstream.cli.graph;

import io.gradstream.cli.output.OutputFile;
import io.gradstream.features.encode.Encoder;
import io.gradstream.features.encode.TableSpec;
import io.gradstream.learning.spec.WeightsFile;
import io.gradstream.learning.spec.read.SpecReader;
import io.gradstream.nd4j.graph.Columns;
import io.gradstream.nd4j.graph.GraphImport;
import io.gradstream.nd4j.graph.ImportedNetwork;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "import",
    description = {
      "Reads a graph that ND4J's SameDiff saved, and prints the layers that a learner spec writes for"
          + " it. Its weights go to a file that the spec names as learn.start.",
      "What no layer of ours does is refused by the operation's name."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:",
      "  gradstream import fraud.fb --for fraud.yaml --weights fraud.weights"
    })
public final class ImportCommand implements Callable<Integer> {

  private static final long LARGEST = 64L << 20; // bytes of a graph; it may hold what trained it

  @CommandLine.Spec private CommandLine.Model.CommandSpec command;

  @Parameters(paramLabel = "GRAPH", description = "The graph, as SameDiff.save writes it (.fb).")
  private Path graph;

  @Option(
      names = "--weights",
      required = true,
      paramLabel = "FILE",
      description = "Where its weights are written, beside the spec that is to name it.")
  private OutputFile weights;

  @Option(
      names = "--for",
      paramLabel = "SPEC",
      description =
          "A spec whose features the network is to read, though the graph knows only some of what"
              + " they make: the others get weights of zero.")
  private Path spec;

  @Option(
      names = "--inputs",
      split = ",",
      paramLabel = "COLUMN",
      description =
          "With --for, which of its columns the graph's inputs are, in the graph's order (default:"
              + " all that do not say whether a number is missing).")
  private List<String> inputs;

  @Option(
      names = "--output",
      paramLabel = "VARIABLE",
      description =
          "The graph's output, or its loss (default: its loss, or the only variable that nothing"
              + " reads).")
  private String output;

  @Override
  public Integer call() throws IOException {
    if (inputs != null && spec == null) {
      throw wrong("--inputs names columns of a spec's features: give the spec with --for");
    }
    if (Files.size(graph) > LARGEST) {
      throw wrong(
          "%s has %d bytes: a graph may have %d. Save it without what trained it: save(file, false)"
              .formatted(graph, Files.size(graph), LARGEST));
    }
    ImportedNetwork network =
        GraphImport.read(Files.readAllBytes(graph), Optional.ofNullable(output));
    if (spec != null) {
      network = columns().feed(network, Optional.ofNullable(inputs));
    }
    byte[] text = WeightsFile.write(network.weights()).getBytes(StandardCharsets.UTF_8);
    if (text.length > WeightsFile.LARGEST) {
      throw wrong(
          "the weights of %s take %d bytes: a spec's file may have %d"
              .formatted(graph, text.length, WeightsFile.LARGEST));
    }
    weights.write(text);
    command.commandLine().getOut().print(network.yaml(weights.path().getFileName().toString()));
    command.commandLine().getOut().flush();
    return CommandLine.ExitCode.OK;
  }

  private Columns columns() throws IOException {
    Encoder encoder = SpecReader.read(spec).model().encoder();
    int embedded = encoder.tableSpecs().stream().mapToInt(TableSpec::width).sum();
    return new Columns(encoder.columns(), embedded);
  }

  private CommandLine.ParameterException wrong(String message) {
    return new CommandLine.ParameterException(command.commandLine(), message);
  }
}
