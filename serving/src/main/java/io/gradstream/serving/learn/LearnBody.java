package io.gradstream.serving.learn;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.gradstream.serving.http.HttpProblem;
import io.gradstream.serving.http.Json;
import io.gradstream.serving.http.Posting;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a caller gives to learn from: {@code {"events": [{...}], "labels": [{...}]}}, either of them
 * an array of objects, one object, or absent.
 */
record LearnBody(List<Given> events, List<Given> labels) {

  /** The most records of a request. */
  static final int MOST_RECORDS = 4096;

  static final String EVENTS = "events";
  static final String LABELS = "labels";
  private static final JsonFactory FACTORY = Json.ofEvents(2); // an array, in the body

  private int size() {
    return events.size() + labels.size();
  }

  /**
   * @throws HttpProblem when it is no such body
   */
  static LearnBody read(Posting posting) {
    if (!posting.options().isEmpty()) {
      throw HttpProblem.badRequest("there must be no options behind the path");
    }
    if (posting.jsonBytes().isPresent()) {
      throw HttpProblem.badRequest(Posting.JSON_BYTES + " must be absent: records are JSON");
    }
    try (JsonParser parser = FACTORY.createParser(posting.body())) {
      LearnBody read = read(parser, posting.body());
      if (read.size() == 0) {
        throw HttpProblem.badRequest("there must be 1 to %d records: 0".formatted(MOST_RECORDS));
      }
      if (parser.nextToken() != null) {
        throw HttpProblem.badRequest("the body must end with its object");
      }
      return read;
    } catch (IOException e) {
      throw HttpProblem.badRequest("the body must be JSON: " + Json.said(e));
    }
  }

  private static LearnBody read(JsonParser parser, byte[] body) throws IOException {
    parser.nextToken();
    Json.requireObject(parser, "the body");
    LearnBody read = new LearnBody(new ArrayList<>(), new ArrayList<>());
    List<String> came = new ArrayList<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String member = parser.currentName();
      if (!LearnDesk.KINDS.contains(member)) {
        throw HttpProblem.badRequest(
            "the body must have events, labels, or both, and nothing else: '%s'"
                .formatted(Json.shortened(member)));
      }
      if (came.contains(member)) {
        throw HttpProblem.badRequest(member + " must come once");
      }
      came.add(member);
      parser.nextToken();
      read.take(member, parser, body);
    }
    return read;
  }

  private void take(String member, JsonParser parser, byte[] body) throws IOException {
    List<Given> into = member.equals(EVENTS) ? events : labels;
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        into.add(record("%s[%d]".formatted(member, into.size()), parser, body));
      }
    } else if (parser.currentToken() != JsonToken.VALUE_NULL) {
      into.add(record(member, parser, body));
    }
  }

  private Given record(String name, JsonParser parser, byte[] body) throws IOException {
    Json.requireObject(parser, name);
    if (size() == MOST_RECORDS) {
      throw HttpProblem.badRequest("there must be 1 to %d records: more".formatted(MOST_RECORDS));
    }
    return Given.of(name, Json.slice(parser, body), FACTORY);
  }
}
