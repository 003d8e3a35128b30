package io.gradstream.serving.learn;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.gradstream.features.event.RecordField;
import io.gradstream.serving.http.HttpProblem;
import io.gradstream.serving.http.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A record as a caller gives it.
 *
 * @param name for messages, for instance {@code events[3]}
 * @param value as it is to stand on the topic
 * @param beside what is to stand beside the value, by its name as a field; empty for null
 */
record Given(String name, byte[] value, Map<String, Optional<String>> beside) {

  /**
   * Takes members such as {@code $key} out of an object. Without any, its bytes stay as they are.
   *
   * @param factory reads and writes the JSON
   * @throws HttpProblem when one is not as it must be
   */
  static Given of(String name, byte[] text, JsonFactory factory) throws IOException {
    Map<String, Optional<String>> beside = new HashMap<>();
    ByteArrayOutputStream value = new ByteArrayOutputStream(text.length);
    try (JsonParser parser = factory.createParser(text);
        JsonGenerator out = factory.createGenerator(value)) {
      parser.nextToken();
      out.writeStartObject();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String member = parser.currentName();
        parser.nextToken();
        if (RecordField.of(member).isEmpty()) {
          out.writeFieldName(member);
          copy(parser, out);
        } else if (beside.put(member, beside(parser, name, member)) != null) {
          throw HttpProblem.badRequest("%s: %s comes twice".formatted(name, shown(member)));
        }
      }
      out.writeEndObject();
    }
    return new Given(name, beside.isEmpty() ? text : value.toByteArray(), beside);
  }

  private static Optional<String> beside(JsonParser parser, String name, String member)
      throws IOException {
    RecordField.Part part = RecordField.of(member).orElseThrow().part();
    if (part == RecordField.Part.TOPIC || part == RecordField.Part.PARTITION) {
      throw HttpProblem.badRequest(
          "%s: %s must be absent: the spec and Kafka say it".formatted(name, member));
    }
    if (!parser.currentToken().isScalarValue()) {
      throw HttpProblem.badRequest(
          "%s: %s must be a text, a number or null".formatted(name, shown(member)));
    }
    return parser.currentToken() == JsonToken.VALUE_NULL
        ? Optional.empty()
        : Optional.of(parser.getText());
  }

  private static String shown(String member) {
    return Json.shortened(member);
  }

  /** A value with all that is in it, its numbers by the digits they have. */
  private static void copy(JsonParser parser, JsonGenerator out) throws IOException {
    int depth = 0;
    do {
      JsonToken token = parser.currentToken();
      if (token.isNumeric()) {
        out.writeNumber(parser.getText());
      } else {
        out.copyCurrentEvent(parser);
      }
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
    } while (depth > 0 && parser.nextToken() != null);
  }
}
