package io.gradstream.cli.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gradstream.cli.feed.InvalidDataException;
import org.junit.jupiter.api.Test;

class EventQueryTest {

  private static final String METADATA =
      """
      {"inputs": [
        {"name": "at", "datatype": "INT64", "shape": [-1]},
        {"name": "size", "datatype": "FP64", "shape": [-1]},
        {"name": "place.zone", "datatype": "BYTES", "shape": [-1]},
        {"name": "open", "datatype": "BOOL", "shape": [-1]},
        {"name": "pixels", "datatype": "FP32", "shape": [-1, 2, 2]}]}
      """;

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static EventQuery query(String event) {
    return EventQuery.of(json(event), json(METADATA));
  }

  @Test
  void everyValueGoesInTheTypeItHas() {
    EventQuery query =
        query(
            """
            {"at": "2026-01-01T00:00", "size": 1.5, "place": {"zone": 17, "name": "x"},
             "open": true, "pixels": [[1, 2], [3, 4]], "late": true}
            """);

    assertThat(query.body())
        .isEqualTo(
            json(
                """
                {"inputs": [
                  {"name": "at", "datatype": "BYTES", "shape": [1], "data": ["2026-01-01T00:00"]},
                  {"name": "size", "datatype": "FP64", "shape": [1], "data": [1.5]},
                  {"name": "place.zone", "datatype": "INT64", "shape": [1], "data": [17]},
                  {"name": "open", "datatype": "BOOL", "shape": [1], "data": [true]},
                  {"name": "pixels", "datatype": "FP64", "shape": [1, 2, 2], "data": [1, 2, 3, 4]}]}
                """));
    assertThat(query.missing()).isEmpty();
    assertThat(query.unused()).containsExactly("late");
  }

  @Test
  void whatIsNotThereOrNullIsMissing() {
    EventQuery query = query("{\"size\": 2, \"open\": null, \"place.zone\": \"a\", \"sise\": 1}");

    assertThat(query.missing()).containsExactly("at", "open", "pixels");
    assertThat(query.unused()).containsExactly("sise");
    assertThat(query.body().path("inputs")).hasSize(2);
  }

  @Test
  void anArrayOfAnotherSizeIsLeftToTheServiceToRefuse() {
    assertThat(query("{\"pixels\": [1, 2]}").body().at("/inputs/0/shape"))
        .isEqualTo(json("[1, 2]"));
  }

  @Test
  void anEventWithoutAnyInputIsNoQuestion() {
    assertThatThrownBy(() -> query("{\"sise\": 1}"))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("none of the inputs [at, size, place.zone, open, pixels]")
        .hasMessageContaining("it has [sise]");
  }

  @Test
  void anAnswerIsToldInWords() {
    EventQuery query = query("{\"size\": 2, \"late\": true}");
    EventAnswer answer =
        new EventAnswer(
            json(
                """
                {"model_name": "colours", "model_version": "3.120",
                 "parameters": {"model_age_ms": 1250, "events_seen": 6433,
                   "learned_through_time": 1700000000000},
                 "outputs": [
                   {"name": "probabilities", "shape": [1, 2], "data": [0.25, 0.75]},
                   {"name": "class", "shape": [1], "data": ["red"]}]}
                """),
            query);

    assertThat(answer.text().lines())
        .containsExactly(
            "probabilities 0.25000 0.75000",
            "class red",
            "by version 3.120, published 1.3 s ago, of 6,433 examples, through"
                + " 2023-11-14T22:13:20Z",
            "missing, and answered as missing: at, place.zone, open, pixels",
            "not an input: late");
    assertThat(answer.json())
        .isEqualTo(
            json(
                """
                {"learner": "colours", "probabilities": [0.25, 0.75], "class": "red",
                 "version": "3.120", "ageMillis": 1250, "examples": 6433,
                 "learnedThroughTime": 1700000000000,
                 "missing": ["at", "place.zone", "open", "pixels"], "unused": ["late"]}
                """));
  }

  @Test
  void escapedNamesAreFoundAsOnATopic() {
    JsonNode metadata =
        json(
            """
            {"inputs": [
              {"name": "a\\\\.b", "datatype": "FP64", "shape": [-1]},
              {"name": "\\\\$price", "datatype": "FP64", "shape": [-1]},
              {"name": "c\\\\\\\\d.e\\\\.f", "datatype": "FP64", "shape": [-1]}]}
            """);
    EventQuery query =
        EventQuery.of(json("{\"a.b\": 1, \"$price\": 2, \"c\\\\d\": {\"e.f\": 3}}"), metadata);

    assertThat(query.missing()).isEmpty();
    assertThat(query.unused()).isEmpty();
    assertThat(query.body().findValuesAsText("name"))
        .containsExactly("a\\.b", "\\$price", "c\\\\d.e\\.f");
  }
}
