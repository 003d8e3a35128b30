package io.gradstream.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A prediction as a JSON object. Beside the fields here it has those that a learner's target names:
 * numbers (null: not a number), arrays or objects of numbers, which are the output in their order,
 * and texts that follow from it.
 */
final class PredictionJson implements JsonBody<Prediction> {

  private static final Set<String> OURS =
      Set.of("learner", "id", "key", "version", "generation", "step", "learnedThrough", "time");

  private final Function<float[], ObjectNode> answer;

  /**
   * @param answer an output's named fields
   */
  PredictionJson(Function<float[], ObjectNode> answer) {
    this.answer = answer;
  }

  @Override
  public void write(Prediction value, ObjectNode into) {
    into.put("learner", value.learner());
    into.put("id", value.id());
    into.put("key", value.key());
    into.setAll(answer.apply(value.output()));
    JsonFields.writeVersion(value.version(), into);
    JsonFields.writeOptionalPosition(value.learnedThrough(), "learnedThrough", into);
    into.put("time", value.time());
  }

  @Override
  public Prediction read(JsonFields fields) {
    return new Prediction(
        fields.text("learner"),
        fields.text("id"),
        fields.text("key"),
        output(fields),
        fields.version(),
        fields.optionalPosition("learnedThrough"),
        fields.whole("time"));
  }

  private static float[] output(JsonFields fields) {
    List<Float> values = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : fields.object().properties()) {
      if (!OURS.contains(field.getKey()) && !field.getValue().isTextual()) {
        add(fields, field.getKey(), field.getValue(), values);
      }
    }
    float[] output = new float[values.size()];
    for (int i = 0; i < output.length; i++) {
      output[i] = values.get(i);
    }
    return output;
  }

  private static void add(JsonFields fields, String name, JsonNode value, List<Float> into) {
    if (value.isContainerNode()) {
      value.forEach(element -> addNumber(fields, name, element, into));
    } else {
      addNumber(fields, name, value, into);
    }
  }

  private static void addNumber(JsonFields fields, String name, JsonNode value, List<Float> into) {
    if (!value.isNumber() && !value.isNull()) {
      fields.refuse(name, "a number, or some, or text", value);
    }
    into.add((float) JsonFields.number(value));
  }
}
