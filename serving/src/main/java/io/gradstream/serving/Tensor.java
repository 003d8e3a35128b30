package io.gradstream.serving;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One input of a request: a value of one field for each row.
 *
 * @param values [rows], as an event's builder takes them; null is a missing value
 */
record Tensor(String name, Datatype datatype, List<Object> values) {

  /** Most rows of a request. */
  static final int MAX_ROWS = 1024;

  /** Reads and checks one element of a request's {@code inputs}. */
  static Tensor read(JsonNode input) {
    String name = Json.requiredText(input, "name", "an input");
    String what = "input '" + name + "'";
    Datatype datatype = datatype(input, what);
    int rows = rows(input.path("shape"), what);
    JsonNode data = input.path("data");
    if (!data.isArray()) {
      throw HttpProblem.badRequest(what + " must have data: an array");
    }
    List<Object> values = new ArrayList<>(rows);
    for (JsonNode element : data) {
      values.add(value(inRow(element), datatype, what));
    }
    if (values.size() != rows) {
      throw HttpProblem.badRequest(
          "%s must have as many elements as its shape says, %d: %d"
              .formatted(what, rows, values.size()));
    }
    return new Tensor(name, datatype, values);
  }

  private static Datatype datatype(JsonNode input, String what) {
    String name = Json.requiredText(input, "datatype", what);
    return Arrays.stream(Datatype.values())
        .filter(type -> type.name().equals(name))
        .findAny()
        .orElseThrow(
            () ->
                HttpProblem.badRequest(
                    "%s must have a datatype of %s: %s"
                        .formatted(what, Arrays.toString(Datatype.values()), name)));
  }

  private static int rows(JsonNode shape, String what) {
    boolean column = shape.size() == 2 && shape.path(1).isInt() && shape.path(1).intValue() == 1;
    JsonNode rows = shape.path(0);
    if (!shape.isArray() || !(shape.size() == 1 || column) || !rows.isInt()) {
      throw HttpProblem.badRequest(
          "%s must have the shape [n] or [n,1]: %s".formatted(what, shape));
    }
    if (rows.intValue() < 1 || rows.intValue() > MAX_ROWS) {
      throw HttpProblem.badRequest(
          "%s must have 1 to %d rows: %d".formatted(what, MAX_ROWS, rows.intValue()));
    }
    return rows.intValue();
  }

  /** Data may be flat or nested: the only element of a row stands for it. */
  private static JsonNode inRow(JsonNode element) {
    return element.isArray() && element.size() == 1 ? element.get(0) : element;
  }

  private static Object value(JsonNode element, Datatype datatype, String what) {
    if (element.isNull()) {
      return null;
    }
    Object value = datatype.read(element);
    if (value == null) {
      throw HttpProblem.badRequest(
          "%s must hold %s in every element (%s): %s"
              .formatted(what, datatype.element(), datatype, Json.shortened(element)));
    }
    return value;
  }
}
