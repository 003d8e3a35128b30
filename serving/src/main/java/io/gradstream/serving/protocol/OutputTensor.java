package io.gradstream.serving.protocol;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.model.targets.Output;
import io.gradstream.model.targets.Target;
import io.gradstream.schemas.JsonNumber;
import io.gradstream.serving.http.Json;
import java.util.List;
import java.util.Optional;

/**
 * An output a learner's models have, and how it follows from what a model says of a row.
 *
 * @param columns values of a row; 0 when a row is a scalar, below 0 where it is as many as classes
 *     were met
 * @param classes of the columns, where they were met as labels came
 */
record OutputTensor(
    String name, Datatype datatype, int columns, Optional<List<String>> classes, Row row) {

  /** Appends one row's values, row-major. */
  @FunctionalInterface
  interface Row {
    void append(double[] output, ArrayNode data);
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
          Optional.empty(),
          (answer, data) -> data.add(text.of().apply(answer)));
    }
    Output.Numbers numbers = (Output.Numbers) output;
    boolean met = numbers.columns() == Output.Numbers.ANY;
    return new OutputTensor(
        numbers.name(),
        ofNumbers,
        numbers.columns(),
        met ? Optional.of(numbers.columnNames()) : Optional.empty(),
        OutputTensor::appendAll);
  }

  /** Shape as the model's metadata has it: any number of rows. */
  ArrayNode shape(ArrayNode into) {
    return shape(-1, columns, into);
  }

  ObjectNode toJson(List<double[]> outputs) {
    ObjectNode tensor = Json.object().put("name", name).put("datatype", datatype.name());
    shape(outputs.size(), classes.map(List::size).orElse(columns), tensor.putArray("shape"));
    // Parameters of the protocol are texts, numbers or booleans.
    classes.ifPresent(
        met -> {
          ArrayNode names = Json.object().arrayNode();
          met.forEach(names::add);
          tensor.putObject("parameters").put("classes", names.toString());
        });
    ArrayNode data = tensor.putArray("data");
    outputs.forEach(output -> row.append(output, data));
    return tensor;
  }

  private ArrayNode shape(int rows, int width, ArrayNode into) {
    into.add(rows);
    return columns == 0 ? into : into.add(width);
  }

  private static void appendAll(double[] output, ArrayNode data) {
    for (double value : output) {
      data.add(JsonNumber.of(value));
    }
  }
}
