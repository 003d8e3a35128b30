package io.gradstream.serving.protocol;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.model.targets.Output;
import io.gradstream.model.targets.Target;
import io.gradstream.serving.http.HttpProblem;
import io.gradstream.serving.http.Json;
import io.gradstream.serving.models.ServedModel;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * An output a learner's models have, and how it follows from what a model says of a row.
 *
 * @param columns values of a row; 0 when a row is a scalar, below 0 where it is as many as classes
 *     were met
 * @param names of the columns, where they have names
 * @param isMet whether the names are of classes that were met as labels came
 */
public record OutputTensor(
    String name, Datatype datatype, int columns, List<String> names, boolean isMet, Row row) {

  /** Appends one row's values, row-major. */
  @FunctionalInterface
  interface Row {
    void append(double[] output, Values into);
  }

  static List<OutputTensor> of(Target target, List<FeatureSpec> features) {
    Datatype numbers = target.isNumber() ? Datatype.FP64 : Datatype.FP32;
    return target.outputs(features).stream().map(output -> of(output, numbers)).toList();
  }

  private static OutputTensor of(Output output, Datatype ofNumbers) {
    if (output instanceof Output.Text text) {
      return new OutputTensor(
          text.name(),
          Datatype.BYTES,
          0,
          List.of(),
          false,
          (answer, into) -> into.text(text.of().apply(answer)));
    }
    Output.Numbers numbers = (Output.Numbers) output;
    return new OutputTensor(
        numbers.name(),
        ofNumbers,
        numbers.columns(),
        numbers.columnNames(),
        numbers.columns() == Output.Numbers.ANY,
        numbers.columns() == 0
            ? (answer, into) -> into.number(answer[numbers.at()])
            : OutputTensor::appendAll);
  }

  /**
   * Those of a model that are asked for, in the order of their names; all when there are none.
   *
   * @throws HttpProblem when it has no such output
   */
  public static List<OutputTensor> wanted(ServedModel model, Collection<String> names) {
    List<OutputTensor> available = of(model.target(), model.spec().features());
    if (names.isEmpty()) {
      return available;
    }
    List<OutputTensor> wanted = new ArrayList<>();
    for (String name : names) {
      wanted.add(
          available.stream()
              .filter(output -> output.name().equals(name))
              .findAny()
              .orElseThrow(
                  () ->
                      HttpProblem.badRequest(
                          "there is no output '%s'; there are %s"
                              .formatted(
                                  name, available.stream().map(OutputTensor::name).toList()))));
    }
    return wanted;
  }

  /** Shape of so many rows; below 0 where it is any. */
  public List<Integer> shape(int rows) {
    int width = isMet && rows >= 0 ? names.size() : columns;
    return columns == 0 ? List.of(rows) : List.of(rows, width);
  }

  /** The classes of the columns as a parameter of the protocol, a text; where they were met. */
  public Optional<String> classes() {
    if (!isMet) {
      return Optional.empty();
    }
    ArrayNode array = Json.object().arrayNode();
    names.forEach(array::add);
    return Optional.of(array.toString());
  }

  /** Writes its values of all rows. */
  public void write(List<double[]> outputs, Values into) {
    outputs.forEach(output -> row.append(output, into));
  }

  ObjectNode toJson(List<double[]> outputs) {
    ObjectNode tensor = head(outputs);
    classes().ifPresent(met -> tensor.putObject("parameters").put("classes", met));
    write(outputs, Values.json(tensor.putArray("data")));
    return tensor;
  }

  /** The same with its values in binary, which are appended. */
  ObjectNode behind(List<double[]> outputs, ByteArrayOutputStream into) {
    ObjectNode tensor = head(outputs);
    int before = into.size();
    write(outputs, Values.raw(datatype, into));
    ObjectNode parameters = tensor.putObject("parameters");
    classes().ifPresent(met -> parameters.put("classes", met));
    parameters.put(Behind.SIZE, into.size() - before);
    return tensor;
  }

  private ObjectNode head(List<double[]> outputs) {
    ObjectNode tensor = Json.object().put("name", name).put("datatype", datatype.name());
    ArrayNode shape = tensor.putArray("shape");
    shape(outputs.size()).forEach(shape::add);
    return tensor;
  }

  private static void appendAll(double[] output, Values into) {
    for (double value : output) {
      into.number(value);
    }
  }
}
