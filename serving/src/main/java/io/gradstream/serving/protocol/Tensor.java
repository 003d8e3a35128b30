package io.gradstream.serving.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import io.gradstream.serving.http.HttpProblem;
import io.gradstream.serving.http.Json;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One input of a request: a value of one field, or an array, for each row.
 *
 * @param shape {@code [rows]}, {@code [rows, 1]}, or rows and the shape of an array
 * @param values [rows, size of a row], as an event's builder takes them; null is a missing value
 */
public record Tensor(String name, Datatype datatype, List<Integer> shape, List<Object> values) {

  /** Most rows of a request. */
  static final int MAX_ROWS = 4096;

  /** Rows, and the dimensions of an image. */
  private static final int MOST_DIMENSIONS = 4;

  /** Reads and checks one element of a request's {@code inputs}. */
  static Tensor read(JsonNode input, Behind behind) {
    String name = Json.requiredText(input, "name", "an input");
    String what = what(name);
    Datatype datatype = datatype(Json.requiredText(input, "datatype", what), what);
    List<Integer> shape = shape(input.path("shape"), what);
    JsonNode data = input.path("data");
    JsonNode size = InferRequest.parameters(input, what + ": parameters").path(Behind.SIZE);
    if (!Json.isAbsent(size)) {
      requireAbsent(data, what);
      ByteBuffer raw = behind.take(size, what);
      return new Tensor(
          name, datatype, shape, RawElements.read(datatype, elements(shape), raw, what));
    }
    if (!data.isArray()) {
      throw HttpProblem.badRequest(what + " must have data: an array");
    }
    List<Object> values = new ArrayList<>();
    addValues(data, shape, datatype, what, values);
    requireAll(values, elements(shape), what);
    return new Tensor(name, datatype, shape, values);
  }

  int rows() {
    return shape.get(0);
  }

  /** Whether a row is a single value. */
  boolean isColumn() {
    return shape.size() == 1 || (shape.size() == 2 && shape.get(1) == 1);
  }

  /** The value of a row, when the tensor {@linkplain #isColumn is a column}. */
  Object value(int row) {
    return values.get(row);
  }

  /** The array of a row, when its elements are numbers; NaN where one is null. */
  float[] numbers(int row) {
    float[] numbers = new float[values.size() / rows()];
    for (int i = 0; i < numbers.length; i++) {
      Object value = values.get(row * numbers.length + i);
      numbers[i] = value == null ? Float.NaN : ((Number) value).floatValue();
    }
    return numbers;
  }

  /** For instance {@code [2,28,28]}. */
  String shapeText() {
    return shape.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
  }

  private static void requireAbsent(JsonNode data, String what) {
    if (!Json.isAbsent(data)) {
      throw HttpProblem.badRequest(
          "%s must have data or %s, not both".formatted(what, Behind.SIZE));
    }
  }

  /** Reads the elements of a tensor whose form is known. */
  @FunctionalInterface
  public interface Elements {

    /**
     * @param count that the shape declares
     * @param what whose they are, for messages
     * @return so many, as {@link Datatype#read} gives them
     */
    List<Object> read(Datatype datatype, long count, String what);
  }

  /**
   * A tensor of any protocol.
   *
   * @throws HttpProblem when its form is none that is read
   */
  public static Tensor of(String name, String datatype, List<Long> shape, Elements elements) {
    String what = what(name);
    Datatype type = datatype(datatype, what);
    boolean valid = shape.stream().allMatch(length -> length == length.intValue());
    List<Integer> lengths = shape.stream().map(Long::intValue).toList();
    requireShape(valid, lengths, Json.shortened(shape.toString()), what);
    long declared = elements(lengths);
    List<Object> values = elements.read(type, declared, what);
    requireAll(values, declared, what);
    return new Tensor(name, type, lengths, values);
  }

  private static void requireAll(List<Object> values, long declared, String what) {
    if (values.size() != declared) {
      throw HttpProblem.badRequest(
          "%s must have as many elements as its shape says, %d: %d"
              .formatted(what, declared, values.size()));
    }
  }

  /** Whose it is, for messages. */
  static String what(String name) {
    return "input '" + name + "'";
  }

  static long elements(List<Integer> shape) {
    return shape.stream().mapToLong(Integer::longValue).reduce(1, Tensor::product);
  }

  static Datatype datatype(String name, String what) {
    return Arrays.stream(Datatype.values())
        .filter(type -> type.name().equals(name))
        .findAny()
        .orElseThrow(
            () ->
                HttpProblem.badRequest(
                    "%s must have a datatype of %s: %s"
                        .formatted(
                            what, Arrays.toString(Datatype.values()), Json.shortened(name))));
  }

  private static List<Integer> shape(JsonNode shape, String what) {
    List<Integer> lengths = new ArrayList<>();
    for (JsonNode length : shape) {
      if (length.isInt()) {
        lengths.add(length.intValue());
      }
    }
    boolean valid = shape.isArray() && lengths.size() == shape.size();
    requireShape(valid, lengths, Json.shortened(shape), what);
    return lengths;
  }

  /**
   * @param valid whether it is one of whole numbers
   * @param shown as it was written
   */
  static void requireShape(boolean valid, List<Integer> lengths, String shown, String what) {
    boolean fits =
        valid
            && !lengths.isEmpty()
            && lengths.size() <= MOST_DIMENSIONS
            && lengths.stream().skip(1).allMatch(length -> length >= 1);
    if (!fits) {
      throw HttpProblem.badRequest(
          "%s must have the shape [n], [n,1] or, for an array, [n,...]: %s".formatted(what, shown));
    }
    if (lengths.get(0) < 1 || lengths.get(0) > MAX_ROWS) {
      throw HttpProblem.badRequest(
          "%s must have 1 to %d rows: %d".formatted(what, MAX_ROWS, lengths.get(0)));
    }
  }

  private static long product(long product, long length) {
    return Math.min(product * length, Integer.MAX_VALUE);
  }

  /**
   * Data may be flat, or nested as the shape says; a value may stand in arrays of its own.
   *
   * @param shape of the data: the lengths from its level on
   */
  private static void addValues(
      JsonNode data, List<Integer> shape, Datatype datatype, String what, List<Object> values) {
    List<Integer> within = shape.subList(1, shape.size());
    boolean nested = elements(within) > 1 && data.path(0).isArray();
    if (nested) {
      requireSaid(data.size(), shape.get(0), "arrays", what);
    }
    for (JsonNode element : data) {
      if (nested && element.isArray()) {
        int before = values.size();
        addValues(element, within, datatype, what, values);
        requireSaid(values.size() - before, elements(within), "elements in an array", what);
      } else {
        values.add(value(elements(within) > 1 ? element : single(element), datatype, what));
      }
    }
  }

  private static void requireSaid(int found, long said, String of, String what) {
    if (found != said) {
      throw HttpProblem.badRequest(
          "%s must be flat, or nested as its shape says: %d %s where %d are said"
              .formatted(what, found, of, said));
    }
  }

  private static JsonNode single(JsonNode element) {
    JsonNode found = element;
    for (int i = 0; i < MOST_DIMENSIONS && found.isArray() && found.size() == 1; i++) {
      found = found.get(0);
    }
    return found;
  }

  private static Object value(JsonNode element, Datatype datatype, String what) {
    if (element.isNull()) {
      return null;
    }
    return datatype
        .read(element)
        .orElseThrow(
            () ->
                HttpProblem.badRequest(
                    "%s must hold %s in every element (%s): %s"
                        .formatted(what, datatype.element(), datatype, Json.shortened(element))));
  }
}
