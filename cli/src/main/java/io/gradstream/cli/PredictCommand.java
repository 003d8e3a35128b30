package io.gradstream.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.cli.data.FormOptions;
import io.gradstream.cli.steer.SnapshotFile;
import io.gradstream.features.event.Decoded;
import io.gradstream.features.event.Event;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.read.SpecReader;
import io.gradstream.model.Model;
import io.gradstream.model.ModelSnapshot;
import io.gradstream.model.targets.NamedAnswer;
import io.gradstream.model.targets.Output;
import io.gradstream.model.targets.Target;
import io.gradstream.schemas.JsonNumber;
import io.gradstream.workbench.evaluate.Row;
import io.gradstream.workbench.evaluate.RowReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "predict",
    description = {
      "Says what a saved model predicts for each row of a data file: a JSON object in a line, in the",
      "order of the rows, with the outputs, the likeliest class where there are classes, or the",
      "reason why a row cannot be read."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:",
      "  gradstream predict flights.yaml --snapshot flights.grds --data flights.csv.gz"
    })
final class PredictCommand implements Callable<Integer> {

  @CommandLine.Spec private CommandLine.Model.CommandSpec command;

  @Parameters(paramLabel = "SPEC", description = "The learner spec (YAML).")
  private Path specFile;

  @Option(
      names = "--snapshot",
      required = true,
      paramLabel = "FILE",
      description = "The model, as evaluate --save wrote it.")
  private Path snapshotFile;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "FILE",
      description = "Rows, as evaluate reads them; labels are not looked at.")
  private Path dataFile;

  @Mixin private FormOptions form;

  @Override
  public Integer call() throws IOException {
    LearnerSpec spec = SpecReader.read(specFile);
    ModelSnapshot snapshot = SnapshotFile.read(snapshotFile);
    if (!spec.withSeed(snapshot.spec().seed()).describes(snapshot.spec())) {
      throw new CommandLine.ParameterException(
          command.commandLine(),
          "--snapshot must be of a model of %s: its features, target or network are others"
              .formatted(specFile));
    }
    PrintWriter out = command.commandLine().getOut();
    try (Model model = Model.of(snapshot);
        RowReader rows = RowReader.open(spec, form.file(dataFile))) {
      for (Row row = rows.read(); row != null; row = rows.read()) {
        out.println(line(model, row));
      }
    }
    out.flush();
    return CommandLine.ExitCode.OK;
  }

  private static ObjectNode line(Model model, Row row) {
    ObjectNode line = JsonNodeFactory.instance.objectNode().put("row", row.index());
    if (row.event() instanceof Decoded.Bad bad) {
      return line.put("line", row.line()).put("problem", bad.message());
    }
    if (!(row.event() instanceof Decoded.Good good)) {
      return line.put("line", row.line()).put("problem", "no event");
    }
    ObjectNode said = predicted(model, good.event(), line);
    if (!good.setAside().isEmpty()) {
      ArrayNode values = said.putArray("set_aside");
      good.setAside().forEach(value -> values.add(value.message()));
    }
    return said;
  }

  private static ObjectNode predicted(Model model, Event event, ObjectNode line) {
    double[] answer = model.predict(event);
    if (model.classes().isOpen()) {
      Target target = model.spec().target().met(model.classes().met().names());
      return line.setAll(new NamedAnswer(target.outputs(model.spec().features())).of(answer));
    }
    for (Output output : model.spec().target().outputs(model.spec().features())) {
      if (output instanceof Output.Text text) {
        line.put(text.name(), text.of().apply(answer));
      } else if (output instanceof Output.Numbers numbers && numbers.columns() == 0) {
        line.set(output.name(), JsonNumber.of(answer[numbers.at()]));
      } else {
        ArrayNode values = line.putArray(output.name());
        for (double value : answer) {
          values.add(JsonNumber.of(value));
        }
      }
    }
    return line;
  }
}
