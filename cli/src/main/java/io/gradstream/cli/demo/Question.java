package io.gradstream.cli.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.cli.query.EventAnswer;
import io.gradstream.cli.query.EventQuery;
import io.gradstream.local.QueryClient;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Optional;

/** One event that the query service is asked about again and again. Used by one thread. */
final class Question {

  private static final int MOST_SHOWN = 2_000; // characters of a request
  private static final int PROMPT = 12; // characters

  private final QueryClient service;
  private final String says;
  private final boolean writes;
  private final ObjectMapper json = new ObjectMapper();
  private Optional<EventQuery> query = Optional.empty();

  /**
   * @param says what an answer is of, empty where it says so itself
   * @param writes whether the model goes on with texts
   */
  Question(QueryClient service, String says, boolean writes) {
    this.service = service;
    this.says = says;
    this.writes = writes;
  }

  /** The answer now; empty while the service has none to give, or does not answer at all. */
  Optional<ObjectNode> ask(JsonNode event) {
    try {
      query = query.or(() -> query(event));
      return query.flatMap(this::ask);
    } catch (UncheckedIOException e) {
      return Optional.empty(); // it is still starting
    }
  }

  private Optional<EventQuery> query(JsonNode event) {
    return good(service.metadata()).map(metadata -> EventQuery.of(event, metadata));
  }

  private Optional<ObjectNode> ask(EventQuery question) {
    return good(service.post(question.body().toString()))
        .map(response -> new EventAnswer(response, question).json());
  }

  private Optional<JsonNode> good(HttpResponse<String> response) {
    try {
      return response.statusCode() == 200
          ? Optional.of(json.readTree(response.body()))
          : Optional.empty();
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("the query service answered no JSON", e);
    }
  }

  /** An answer in words, with the version that gave it. */
  String words(ObjectNode answer) {
    String served =
        String.format(
            Locale.ROOT,
            "served %s, %.1f s old",
            answer.path("version").asText(),
            answer.path("ageMillis").asLong() / 1000.0);
    String said = said(answer);
    return said.isEmpty() ? served : served + ", says " + said;
  }

  private String said(ObjectNode answer) {
    if (answer.has("class")) {
      return answer.path("class").asText();
    }
    if (answer.has("probability")) {
      String percent =
          String.format(Locale.ROOT, "%.0f %%", 100 * answer.path("probability").asDouble());
      return says.isEmpty() ? percent : says + " with " + percent;
    }
    if (answer.has("value")) {
      return String.format(Locale.ROOT, "%.2f %s", answer.path("value").asDouble(), says).strip();
    }
    return "";
  }

  /** The request as a shell's command; empty where it is too long to be read, or not known yet. */
  Optional<String> curl() {
    return query
        .map(
            of ->
                writes
                    ? writing(of)
                    : "curl -s %s -d '%s'".formatted(service.inferUri(), of.body()))
        .filter(command -> command.length() <= MOST_SHOWN);
  }

  /** Goes on with the event's first characters. */
  private String writing(EventQuery of) {
    String text = of.body().at("/inputs/0/data/0").asText();
    int end = text.offsetByCodePoints(0, Math.min(PROMPT, text.codePointCount(0, text.length())));
    String body = json.createObjectNode().put("text_input", text.substring(0, end)).toString();
    return "curl -sN %s -d '%s'"
        .formatted(service.inferUri().resolve("generate_stream"), body.replace("'", "\\u0027"));
  }
}
