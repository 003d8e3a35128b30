package io.gradstream.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** The shortest text in JSON of a number as an answer has it. */
public final class JsonNumber {

  private JsonNumber() {}

  /**
   * Of a float its own text, which is shorter than that of a double; null of what is not finite.
   */
  public static JsonNode of(double value) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (!Double.isFinite(value)) {
      return nodes.nullNode();
    }
    boolean isFloat = value == (float) value;
    return isFloat ? nodes.numberNode((float) value) : nodes.numberNode(value);
  }
}
