package io.gradstream.serving.protocol;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.model.ModelSpec;
import io.gradstream.model.targets.Output;
import io.gradstream.serving.http.Json;
import java.util.List;

/**
 * An output a learner's models have, and how it follows from what a model says of a row.
 *
 * @param columns values of a row; 0 when a row is a scalar
 */
record OutputTensor(String name, Datatype datatype, int columns, Row row) {

  /** Appends one row's values, row-major. */
  @FunctionalInterface
  interface Row {
    void append(float[] output, ArrayNode data);
  }

  static List<OutputTensor> of(ModelSpec spec) {
    return spec.target().outputs(spec.features()).stream().map(OutputTensor::of).toList();
  }

  private static OutputTensor of(Output output) {
    if (output instanceof Output.Text text) {
      return new OutputTensor(
          text.name(), Datatype.BYTES, 0, (answer, data) -> data.add(text.of().apply(answer)));
    }
    Output.Numbers numbers = (Output.Numbers) output;
    return new OutputTensor(
        numbers.name(), Datatype.FP32, numbers.columns(), OutputTensor::appendAll);
  }

  /** Shape as the model's metadata has it: any number of rows. */
  ArrayNode shape(ArrayNode into) {
    return shape(-1, into);
  }

  ObjectNode toJson(List<float[]> outputs) {
    ObjectNode tensor = Json.object().put("name", name).put("datatype", datatype.name());
    shape(outputs.size(), tensor.putArray("shape"));
    ArrayNode data = tensor.putArray("data");
    outputs.forEach(output -> row.append(output, data));
    return tensor;
  }

  private ArrayNode shape(int rows, ArrayNode into) {
    into.add(rows);
    return columns == 0 ? into : into.add(columns);
  }

  private static void appendAll(float[] output, ArrayNode data) {
    for (float value : output) {
      data.add(value);
    }
  }
}
