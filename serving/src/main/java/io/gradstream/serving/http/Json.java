package io.gradstream.serving.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.schemas.ShownText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** JSON as the protocol reads and writes it. */
public final class Json {

  private static final int SHORT = 60;
  private static final int DEEPEST_EVENT = 64;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  /**
   * Reads texts that hold events, whose own reader judges their values.
   *
   * @param around how deep an event lies
   */
  public static JsonFactory ofEvents(int around) {
    return JsonFactory.builder()
        .streamReadConstraints(
            StreamReadConstraints.builder().maxNestingDepth(DEEPEST_EVENT + around).build())
        .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        .build();
  }

  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static byte[] write(JsonNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
  }

  /** A request's body, which must be one JSON object. */
  public static JsonNode readObject(byte[] body) {
    return readObject(body, body.length);
  }

  /** The first bytes of a body, which must be one JSON object. */
  public static JsonNode readObject(byte[] body, int length) {
    JsonNode node;
    try {
      node = MAPPER.readTree(body, 0, length);
    } catch (JsonProcessingException e) {
      throw HttpProblem.badRequest(
          "the body must be JSON: %s%s".formatted(shortened(e.getOriginalMessage()), place(e)));
    } catch (IOException e) {
      throw HttpProblem.badRequest("the body must be JSON in UTF-8: " + e.getMessage());
    }
    if (!node.isObject()) {
      throw HttpProblem.badRequest("the body must be a JSON object: " + shortened(node));
    }
    return node;
  }

  /** Refuses another value than an object where a parser stands. */
  public static void requireObject(JsonParser parser, String what) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      String found = parser.currentToken() == null ? "nothing" : parser.getText();
      throw HttpProblem.badRequest(
          "%s must be a JSON object: %s".formatted(what, shortened(found)));
    }
  }

  /** The bytes of the object at which a parser stands; it is at their end then. */
  public static byte[] slice(JsonParser parser, byte[] body) throws IOException {
    long begin = parser.currentTokenLocation().getByteOffset();
    parser.skipChildren();
    long end = parser.currentLocation().getByteOffset();
    if (begin < 0 || end > body.length || body[(int) begin] != '{') {
      throw HttpProblem.badRequest("the body must be JSON in UTF-8, without a mark in front");
    }
    return Arrays.copyOfRange(body, (int) begin, (int) end);
  }

  /** What a parser says of a text, in short. */
  public static String said(IOException failure) {
    return shortened(String.valueOf(failure.getMessage()).lines().findFirst().orElse(""));
  }

  /** Where it is; a number too long or arrays too deep have no place. */
  private static String place(JsonProcessingException failure) {
    JsonLocation location = failure.getLocation();
    return location == null
        ? ""
        : " (line %d, column %d)".formatted(location.getLineNr(), location.getColumnNr());
  }

  /**
   * @param what who must have the field, for the message
   */
  public static String requiredText(JsonNode object, String field, String what) {
    JsonNode value = object.path(field);
    if (!value.isTextual()) {
      throw HttpProblem.badRequest(
          "%s must have a %s, a text: %s".formatted(what, field, shortened(value)));
    }
    return value.textValue();
  }

  /** Whether a field that may be left out was; clients write null for it. */
  public static boolean isAbsent(JsonNode node) {
    return node.isMissingNode() || node.isNull();
  }

  /** The node for a message. */
  public static String shortened(JsonNode node) {
    return ShownText.cut(node.isMissingNode() ? "absent" : node.toString(), SHORT);
  }

  /** Text for a message. */
  public static String shortened(String message) {
    return ShownText.cut(message, 8 * SHORT);
  }
}
