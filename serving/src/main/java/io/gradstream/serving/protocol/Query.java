package io.gradstream.serving.protocol;

import io.gradstream.features.event.Decoded;
import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventBuilder;
import io.gradstream.features.event.FieldType;
import io.gradstream.features.event.UnlikelyTimes;
import io.gradstream.model.ModelSpec;
import io.gradstream.serving.http.HttpProblem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A request read by a model's spec.
 *
 * @param key the model key, empty text for a learner without one
 * @param missing names of inputs that were left out, in the event's order
 * @param setAside what was wrong with values that broke a rule, and are missing in the events
 * @param doubtful what is used as it is, and most likely means something else
 */
public record Query(
    String key,
    List<Event> events,
    List<String> missing,
    List<String> setAside,
    List<String> doubtful) {

  /** Fields go by the rules that training's events go by. */
  public static Query read(ModelSpec spec, InferRequest request) {
    List<InputField> inputs = InputField.of(spec);
    requireInputs(inputs, request);
    requireKeyed(spec, request.key());
    Reader reader = new Reader(spec, inputs, request);
    List<Event> events = new ArrayList<>(request.rows());
    List<String> setAside = new ArrayList<>();
    for (int row = 0; row < request.rows(); row++) {
      events.add(reader.event(row, setAside));
    }
    String key = spec.keyField().map(field -> key(spec, field, events)).orElse("");
    spec.keyField().ifPresent(field -> requireSame(key, request.key(), field));
    UnlikelyTimes times = new UnlikelyTimes(spec.events(), "events.unit");
    events.forEach(times::take);
    return new Query(key, events, missing(spec, inputs, request), setAside, times.sentences());
  }

  /** The key may be given as a parameter instead. */
  private static List<String> missing(
      ModelSpec spec, List<InputField> inputs, InferRequest request) {
    Set<String> given = request.inputs().stream().map(Tensor::name).collect(Collectors.toSet());
    if (request.key().isPresent()) {
      spec.keyField().ifPresent(given::add);
    }
    return inputs.stream().map(InputField::name).filter(name -> !given.contains(name)).toList();
  }

  private static void requireInputs(List<InputField> inputs, InferRequest request) {
    Map<String, InputField> byName = new HashMap<>();
    inputs.forEach(input -> byName.put(input.name(), input));
    for (Tensor tensor : request.inputs()) {
      InputField input = byName.get(tensor.name());
      if (input == null) {
        throw HttpProblem.badRequest(
            "there is no input '%s'; expected are %s"
                .formatted(
                    tensor.name(),
                    inputs.stream().map(InputField::toString).collect(Collectors.joining(", "))));
      }
      if (!input.datatypes().contains(tensor.datatype())) {
        throw HttpProblem.badRequest(
            "input '%s' must be %s: %s".formatted(tensor.name(), input, tensor.datatype()));
      }
      if (!tensor.isColumn() && !input.isArrayOf(tensor.datatype())) {
        throw HttpProblem.badRequest(
            "input '%s' must have the shape [n] or [n,1]: %s"
                .formatted(tensor.name(), tensor.shapeText()));
      }
      requireText(input, tensor);
    }
  }

  /** Bytes are an array where they are not text. */
  private static void requireText(InputField input, Tensor tensor) {
    if (tensor.datatype() != Datatype.BYTES || input.field().type() == FieldType.NUMBERS) {
      return;
    }
    for (int i = 0; i < tensor.values().size(); i++) {
      if (tensor.values().get(i) instanceof byte[]) {
        throw HttpProblem.badRequest(
            "input '%s', element %d must be text in UTF-8 (BYTES)".formatted(tensor.name(), i));
      }
    }
  }

  /** Refuses a key where there is none. */
  static void requireKeyed(ModelSpec spec, Optional<String> key) {
    if (spec.keyField().isEmpty() && key.isPresent()) {
      throw HttpProblem.badRequest(
          "parameters.key must be absent: the learner %s has a single model"
              .formatted(spec.learner()));
    }
  }

  /** The one that all events have. */
  static String key(ModelSpec spec, String field, List<Event> events) {
    String key = null;
    for (int row = 0; row < events.size(); row++) {
      String found = events.get(row).text(spec.events().indexOf(field));
      if (found == null) {
        throw HttpProblem.badRequest(
            "row %d: '%s' picks the model: give it as an input or as parameters.key"
                .formatted(row, field));
      }
      if (key != null && !key.equals(found)) {
        throw HttpProblem.badRequest(
            "all rows must have the same '%s', which picks the model: '%s' and, in row %d, '%s'"
                .formatted(field, key, row, found));
      }
      key = found;
    }
    return key;
  }

  private static void requireSame(String key, Optional<String> parameter, String field) {
    if (parameter.isPresent() && !parameter.get().equals(key)) {
      throw HttpProblem.badRequest(
          "parameters.key must be the same as the input '%s', which is '%s': '%s'"
              .formatted(field, key, parameter.get()));
    }
  }

  /** Builds the events of one request. A field no model needs may be missing in a query. */
  private static final class Reader {

    private final EventBuilder builder;
    private final List<Column> columns = new ArrayList<>();
    private final int keyField; // filled from parameters.key; -1 when it is an input, or none
    private final String key;

    /** Where a tensor's values go. */
    private record Column(int field, boolean isArray, Tensor tensor) {

      Object value(int row) {
        return isArray ? tensor.numbers(row) : tensor.value(row);
      }
    }

    Reader(ModelSpec spec, List<InputField> inputs, InferRequest request) {
      builder = new EventBuilder(spec.asked());
      Map<Integer, InputField> byField =
          inputs.stream().collect(Collectors.toMap(InputField::index, input -> input));
      for (Tensor tensor : request.inputs()) {
        int field = spec.events().indexOf(tensor.name());
        boolean isArray = byField.get(field).isArrayOf(tensor.datatype());
        columns.add(new Column(field, isArray, tensor));
      }
      int field = spec.keyField().map(spec.events()::indexOf).orElse(-1);
      boolean given = columns.stream().anyMatch(column -> column.field() == field);
      keyField = given || request.key().isEmpty() ? -1 : field;
      key = request.key().orElse(null);
    }

    Event event(int row, List<String> setAside) {
      for (Column column : columns) {
        builder.set(column.field(), column.value(row));
      }
      if (keyField >= 0) {
        builder.setCell(keyField, key);
      }
      Decoded decoded = builder.build();
      if (decoded instanceof Decoded.Bad bad) {
        throw HttpProblem.badRequest("row %d: %s".formatted(row, bad.message()));
      }
      Decoded.Good good = (Decoded.Good) decoded;
      good.setAside().forEach(bad -> setAside.add("row %d: %s".formatted(row, bad.message())));
      return good.event();
    }
  }
}
