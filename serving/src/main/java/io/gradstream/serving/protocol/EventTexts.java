package io.gradstream.serving.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.gradstream.serving.http.HttpProblem;
import io.gradstream.serving.http.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A body cut into the texts of its events: one JSON object, or an array of them. */
final class EventTexts {

  private static final JsonFactory FACTORY = Json.ofEvents(1); // an array

  private EventTexts() {}

  /**
   * @param most events
   * @throws HttpProblem when it is no such body
   */
  static List<byte[]> split(byte[] body, int most) {
    try (JsonParser parser = FACTORY.createParser(body)) {
      List<byte[]> events = new ArrayList<>();
      JsonToken first = parser.nextToken();
      if (first == JsonToken.START_OBJECT) {
        events.add(Json.slice(parser, body));
      } else if (first == JsonToken.START_ARRAY) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          Json.requireObject(parser, "event " + events.size());
          if (events.size() == most) {
            throw HttpProblem.badRequest("there must be 1 to %d events: more".formatted(most));
          }
          events.add(Json.slice(parser, body));
        }
      } else {
        Json.requireObject(parser, "the body, or each element of an array in it,");
      }
      return complete(events, parser, most);
    } catch (IOException e) {
      throw HttpProblem.badRequest(
          "the body must be an event in JSON, or an array of them: " + Json.said(e));
    }
  }

  private static List<byte[]> complete(List<byte[]> events, JsonParser parser, int most)
      throws IOException {
    if (events.isEmpty()) {
      throw HttpProblem.badRequest("there must be 1 to %d events: 0".formatted(most));
    }
    if (parser.nextToken() != null) {
      throw HttpProblem.badRequest("the body must end with its event, or its array of events");
    }
    return events;
  }
}
