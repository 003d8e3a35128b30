package io.gradstream.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A prediction as a JSON object. Beside the fields here it has those that a learner's target names:
 * numbers (null: not a number), arrays or objects of numbers, which are the output in their order,
 * and texts that follow from it. Classes that were met as labels came are listed, too.
 */
final class PredictionJson implements JsonBody<Prediction> {

  private static final String CLASSES = "classes";
  private static final String ANOMALY = "anomaly";
  private static final String ALARM = "alarm";
  private static final Set<String> BOUNDS = Set.of("value", "lower", "upper");
  private static final Set<String> OURS =
      Set.of(
          "learner",
          "id",
          "key",
          "version",
          "generation",
          "step",
          "learnedThrough",
          "time",
          CLASSES,
          ANOMALY,
          ALARM);

  private final PredictionCodec.Naming naming;

  PredictionJson(PredictionCodec.Naming naming) {
    this.naming = naming;
  }

  @Override
  public void write(Prediction value, ObjectNode into) {
    into.put("learner", value.learner());
    into.put("id", value.id());
    into.put("key", value.key());
    into.setAll(naming.of(value.output(), value.classes()));
    JsonFields.writeVersion(value.version(), into);
    JsonFields.writeOptionalPosition(value.learnedThrough(), "learnedThrough", into);
    into.put("time", value.time());
    value.classes().ifPresent(classes -> classes.forEach(into.putArray(CLASSES)::add));
    value.anomaly().ifPresent(of -> into.put(ANOMALY, of.score()).put(ALARM, of.isAlarm()));
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
        fields.whole("time"),
        classes(fields),
        BOUNDS.stream().allMatch(fields.object()::has),
        anomaly(fields));
  }

  private static Optional<Anomaly> anomaly(JsonFields fields) {
    JsonNode score = fields.object().path(ANOMALY);
    JsonNode alarm = fields.object().path(ALARM);
    if (score.isMissingNode() && alarm.isMissingNode()) {
      return Optional.empty();
    }
    if (!score.isNumber() || !(score.doubleValue() >= 0 && score.doubleValue() <= 1)) {
      fields.refuse(ANOMALY, "a number in 0..1", score);
    }
    if (!alarm.isBoolean()) {
      fields.refuse(ALARM, "true or false", alarm);
    }
    return Optional.of(new Anomaly(score.doubleValue(), alarm.booleanValue()));
  }

  private static Optional<List<String>> classes(JsonFields fields) {
    JsonNode names = fields.object().path(CLASSES);
    if (names.isMissingNode()) {
      return Optional.empty();
    }
    List<String> classes = new ArrayList<>();
    for (JsonNode name : names) {
      classes.add(name.isTextual() ? name.textValue() : fields.refuse(CLASSES, "texts", name));
    }
    return names.isArray() ? Optional.of(classes) : fields.refuse(CLASSES, "an array", names);
  }

  private static double[] output(JsonFields fields) {
    List<Double> values = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : fields.object().properties()) {
      if (!OURS.contains(field.getKey()) && !field.getValue().isTextual()) {
        add(fields, field.getKey(), field.getValue(), values);
      }
    }
    double[] output = new double[values.size()];
    for (int i = 0; i < output.length; i++) {
      output[i] = values.get(i);
    }
    return output;
  }

  private static void add(JsonFields fields, String name, JsonNode value, List<Double> into) {
    if (value.isContainerNode()) {
      value.forEach(element -> addNumber(fields, name, element, into));
    } else {
      addNumber(fields, name, value, into);
    }
  }

  private static void addNumber(JsonFields fields, String name, JsonNode value, List<Double> into) {
    if (!value.isNumber() && !value.isNull()) {
      fields.refuse(name, "a number, or some, or text", value);
    }
    into.add(JsonFields.number(value));
  }
}
