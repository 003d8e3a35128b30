package io.gradstream.serving.protocol;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.model.ModelSpec;
import io.gradstream.schemas.Version;
import io.gradstream.serving.http.Json;
import io.gradstream.serving.models.LearnerModels;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a learner's models take and give.
 *
 * @param versions that are held; of a keyed learner none, as every key has a version of its own
 */
public record ModelCard(
    String name, List<String> versions, List<TensorCard> inputs, List<TensorCard> outputs) {

  /** Of every model; what the protocol calls project and format. */
  public static final String PLATFORM = "gradstream_grds1";

  /**
   * One tensor.
   *
   * @param shape -1 for any number
   */
  public record TensorCard(String name, String datatype, List<Integer> shape) {}

  static ModelCard of(LearnerModels learner, ModelSpec spec) {
    boolean isKeyed = spec.keyField().isPresent();
    return new ModelCard(
        learner.learner(),
        isKeyed ? List.of() : learner.versions().stream().map(Version::toString).toList(),
        InputField.of(spec).stream().map(ModelCard::card).toList(),
        OutputTensor.of(spec.target(), spec.features()).stream().map(ModelCard::card).toList());
  }

  private static TensorCard card(InputField input) {
    Datatype datatype = input.datatypes().get(0);
    List<Integer> within = input.isArrayOf(datatype) ? input.shape() : List.of();
    List<Integer> shape = Stream.concat(Stream.of(-1), within.stream()).toList();
    return new TensorCard(input.name(), datatype.name(), shape);
  }

  private static TensorCard card(OutputTensor output) {
    return new TensorCard(output.name(), output.datatype().name(), output.shape(-1));
  }

  ObjectNode toJson() {
    ObjectNode body = Json.object().put("name", name);
    if (!versions.isEmpty()) {
      versions.forEach(body.putArray("versions")::add);
    }
    body.put("platform", PLATFORM);
    put(inputs, body.putArray("inputs"));
    put(outputs, body.putArray("outputs"));
    return body;
  }

  private static void put(List<TensorCard> tensors, ArrayNode into) {
    for (TensorCard tensor : tensors) {
      ObjectNode card =
          into.addObject().put("name", tensor.name()).put("datatype", tensor.datatype());
      tensor.shape().forEach(card.putArray("shape")::add);
    }
  }
}
