package io.gradstream.serving.protocol;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.model.ModelSpec;
import io.gradstream.model.targets.BinaryTarget;
import io.gradstream.model.targets.GenerationTarget;
import io.gradstream.model.targets.MultiClassTarget;
import io.gradstream.model.targets.NextTokenTarget;
import io.gradstream.model.targets.ReconstructionTarget;
import io.gradstream.model.targets.RegressionTarget;
import io.gradstream.model.targets.Target;
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
    Target target = spec.target();
    if (target instanceof BinaryTarget || target instanceof GenerationTarget) {
      return List.of(floats("probability", 0));
    }
    if (target instanceof RegressionTarget) {
      return List.of(floats("value", 0));
    }
    if (target instanceof ReconstructionTarget) {
      return List.of(floats("error", 0));
    }
    if (target instanceof NextTokenTarget) {
      return List.of(floats("probabilities", spec.tokens().vocabulary()));
    }
    if (target instanceof MultiClassTarget multiClass) {
      return List.of(
          floats("probabilities", multiClass.classes().size()),
          new OutputTensor(
              "class",
              Datatype.BYTES,
              0,
              (output, data) -> data.add(multiClass.likeliest(output))));
    }
    throw new IllegalStateException("a target without outputs: " + target);
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

  private static OutputTensor floats(String name, int columns) {
    return new OutputTensor(name, Datatype.FP32, columns, OutputTensor::appendAll);
  }

  private static void appendAll(float[] output, ArrayNode data) {
    for (float value : output) {
      data.add(value);
    }
  }
}
