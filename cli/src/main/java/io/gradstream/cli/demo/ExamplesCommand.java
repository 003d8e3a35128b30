package io.gradstream.cli.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.local.Home;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "examples",
    description = {
      "Lists the examples, a line each: what each one answers, and whether its data are there. demo"
          + " runs any of them; their folder has the learner's spec and a page on what to expect."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Examples:", "  gradstream examples", "  gradstream examples --json"})
public final class ExamplesCommand implements Callable<Integer> {

  @CommandLine.Spec private CommandLine.Model.CommandSpec command;

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  @Override
  public Integer call() {
    Home home = Home.ofThisProcess();
    List<ExampleStream> streams = Examples.of(home).all();
    PrintWriter out = command.commandLine().getOut();
    int widest = streams.stream().mapToInt(stream -> stream.name().length()).max().orElse(0);
    for (ExampleStream stream : streams) {
      out.println(json ? json(stream) : line(stream, widest));
    }
    if (!json) {
      out.printf(
          Locale.ROOT,
          "%nRun one: gradstream demo NAME; where data are needed, with --data FILE, as the page in"
              + " %s says.%n",
          home.examples());
    }
    return CommandLine.ExitCode.OK;
  }

  private static String line(ExampleStream stream, int widest) {
    return String.format(
        Locale.ROOT,
        "%-" + widest + "s  %s%s",
        stream.name(),
        stream.question(),
        stream.data().isPresent() ? "" : " (needs data)");
  }

  private static ObjectNode json(ExampleStream stream) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("name", stream.name())
        .put("about", stream.about())
        .put("folder", stream.folder().toString())
        .put("spec", stream.spec().toString())
        .put("data", stream.data().map(Object::toString).orElse(null))
        .put("rate", stream.perSecond());
  }
}
