package io.gradstream.serving;

import static io.gradstream.serving.GivenTopics.ARRIVAL;
import static io.gradstream.serving.GivenTopics.BOTH;
import static io.gradstream.serving.GivenTopics.FLIGHT;
import static io.gradstream.serving.GivenTopics.count;
import static io.gradstream.serving.GivenTopics.learn;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.serving.TestServer.Answer;
import io.gradstream.serving.http.Limits;
import io.gradstream.serving.models.Flights;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records that callers give are put on their topics, or refused before any is. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LearnTest {

  private static TestServer server(MockProducer<byte[], byte[]> producer) {
    return TestServer.with(GivenTopics.desk(producer, Flights.LEARNER));
  }

  private static String value(ProducerRecord<byte[], byte[]> record) {
    return new String(record.value(), UTF_8);
  }

  private static String key(ProducerRecord<byte[], byte[]> record) {
    return record.key() == null ? null : new String(record.key(), UTF_8);
  }

  @Test
  void usageExample() {
    MockProducer<byte[], byte[]> producer = GivenTopics.producer(true);
    try (TestServer server = server(producer)) {
      Answer answer = learn(server, BOTH);

      assertThat(answer.body())
          .hasToString(
              "{\"model_name\":\"flight-delays\","
                  + "\"events\":[{\"state\":\"stored\",\"topic\":\"flights\",\"partition\":0,\"offset\":0}],"
                  + "\"labels\":[{\"state\":\"stored\",\"topic\":\"arrivals\",\"partition\":0,\"offset\":0}],"
                  + "\"min_offset\":\"arrivals-0:0\"}");
      assertThat(answer.status()).isEqualTo(200);
      assertThat(producer.history()).extracting(LearnTest::value).containsExactly(FLIGHT, ARRIVAL);
      assertThat(producer.history()).extracting(LearnTest::key).containsOnly("AA-1");
      assertThat(producer.history()).extracting(ProducerRecord::timestamp).containsOnlyNulls();
    }
  }

  @Test
  void oneOfAKindNeedsNoArray() {
    MockProducer<byte[], byte[]> producer = GivenTopics.producer(true);
    try (TestServer server = server(producer)) {
      Answer answer = learn(server, "{\"labels\": " + ARRIVAL + "}");

      assertThat(answer.body().has("events")).isFalse();
      assertThat(answer.body().path("labels")).hasSize(1);
      assertThat(producer.history()).hasSize(1);
    }
  }

  @Test
  void whatStandsBesideAValueIsTakenOutOfIt() {
    MockProducer<byte[], byte[]> producer = GivenTopics.producer(true);
    try (TestServer server = server(producer)) {
      String flight =
          "{\"$key\": \"k\", \"flightId\": \"AA-1\", \"$header.trace\": \"t\","
              + " \"scheduled\": 981100800000, \"x\": [{\"y\": 1.50}, 1E+3],"
              + " \"$timestamp\": \"2001-02-02T08:00:00Z\", \"$schema\": 7}";

      assertThat(learn(server, "{\"events\": " + flight + "}").status()).isEqualTo(200);

      ProducerRecord<byte[], byte[]> record = producer.history().get(0);
      assertThat(value(record))
          .isEqualTo(
              "{\"flightId\":\"AA-1\",\"scheduled\":981100800000,\"x\":[{\"y\":1.50},1E+3],"
                  + "\"$schema\":7}");
      assertThat(key(record)).isEqualTo("k");
      assertThat(record.timestamp()).isEqualTo(981_100_800_000L);
      assertThat(record.headers().lastHeader("trace").value()).isEqualTo("t".getBytes(UTF_8));
    }
  }

  @Test
  void aRecordMayHaveNoKey() {
    MockProducer<byte[], byte[]> producer = GivenTopics.producer(true);
    try (TestServer server = server(producer)) {
      learn(server, "{\"events\": " + FLIGHT.replace("{", "{\"$key\": null, ") + "}");

      assertThat(producer.history()).extracting(LearnTest::key).containsOnlyNulls();
    }
  }

  @Test
  void eventsOfOneModelKeepTogether() {
    MockProducer<byte[], byte[]> producer = GivenTopics.producer(true);
    LearnerSpec keyed =
        GivenTopics.read(
            """
            learner: flight-delays
            key: origin
            events: {topic: flights, format: json, id: flightId}
            labels: {topic: arrivals, format: json, id: flightId, wait: 1h}
            features: [{field: distance, as: numeric}]
            target: {binary: delayed}
            """);
    try (TestServer server = TestServer.with(GivenTopics.desk(producer, keyed, Limits.DEFAULT))) {
      learn(server, "{\"events\": {\"flightId\": \"A\", \"origin\": \"ORD\", \"distance\": 1}}");

      assertThat(producer.history()).extracting(LearnTest::key).containsExactly("ORD");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "events | {`scheduled`: 981100800000} | flightId | MISSING_FIELD | is required and absent or null",
        "events | {`flightId`: ``, `scheduled`: 1} | flightId | MISSING_FIELD | an event without an id cannot meet",
        "events | {`flightId`: `A`} | scheduled | MISSING_FIELD | is required and absent or null",
        "events | {`flightId`: `A`, `scheduled`: `soon`} | scheduled | WRONG_TYPE | must be a time",
        "events | {`flightId`: `A`, `scheduled`: `2150-01-01T00:00:00Z`} | scheduled | OUT_OF_RANGE | (events.ahead)",
        "events | {`flightId`: `A`, `flightId`: `B`, `scheduled`: 1} | flightId | MALFORMED | comes twice",
        "events | {`flightId`: `A`, `scheduled`: 1, `$timestamp`: `now`} | $timestamp | WRONG_TYPE | must be a time",
        "events | {`flightId`: `A`, `scheduled`: 1, `$timestamp`: `2150-01-01T00:00:00Z`} | $timestamp | OUT_OF_RANGE | ahead of now",
        "labels | {`landed`: 1, `delayMinutes`: 20} | flightId | MISSING_FIELD | absent or null",
        "labels | {`flightId`: `A`, `landed`: 1} | delayMinutes | MISSING_FIELD | absent or null",
        "labels | {`flightId`: `A`, `landed`: 1, `delayMinutes`: `late`} | delayMinutes | WRONG_TYPE | must be a number",
      })
  void whatWouldBeADeadLetterIsNamedAndNothingIsSent(
      String kind, String record, String field, String reason, String message) {
    MockProducer<byte[], byte[]> producer = GivenTopics.producer(true);
    String good = kind.equals("events") ? FLIGHT : ARRIVAL;
    try (TestServer server = server(producer)) {
      Answer answer =
          learn(server, "{\"%s\": [%s, %s]}".formatted(kind, good, record.replace("`", "\"")));

      JsonNode told = answer.body().path("refused").path(0);
      assertThat(told.path("record").asText()).isEqualTo(kind + "[1]");
      assertThat(told.path("field").asText()).isEqualTo(field);
      assertThat(told.path("reason").asText()).isEqualTo(reason);
      assertThat(told.path("message").asText()).contains(message);
      assertThat(answer.error()).startsWith(kind + "[1]: ").endsWith("; nothing was sent");
      assertThat(answer.status()).isEqualTo(400);
      assertThat(producer.history()).isEmpty();
    }
  }

  @Test
  void ofManyFaultsTheFirstAreNamedAndAllAreCounted() {
    try (TestServer server = server(GivenTopics.producer(true))) {
      Answer answer = learn(server, "{\"events\": [" + "{},".repeat(19) + FLIGHT + ", {}]}");

      assertThat(answer.error()).contains("(and 19 more)");
      assertThat(answer.body().path("refused")).hasSize(8);
      assertThat(server.response("GET", "/metrics", "").body())
          .contains(count("events", "refused", 20), count("events", "stored", 0));
    }
  }

  @Test
  void aValueThatIsSetAsideIsToldAndTheRecordSent() {
    MockProducer<byte[], byte[]> producer = GivenTopics.producer(true);
    try (TestServer server = server(producer)) {
      Answer answer = learn(server, "{\"events\": " + FLIGHT.replace("733.50", "\"far\"") + "}");

      assertThat(answer.body().path("events").path(0).path("set_aside"))
          .hasToString("[\"distance must be a number: found text 'far'\"]");
      assertThat(producer.history()).hasSize(1);
    }
  }

  @Test
  void timesThatLookLikeSecondsAreTold() {
    try (TestServer server = server(GivenTopics.producer(true))) {
      Answer answer =
          learn(server, "{\"events\": " + FLIGHT.replace("981100800000", "981100801") + "}");

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body().path("doubtful").path(0).asText())
          .contains("they look like seconds", "events.unit");
    }
  }

  @Test
  void anEventThatHoldsItsLabelTeachesByItself() {
    MockProducer<byte[], byte[]> producer = GivenTopics.producer(true);
    LearnerSpec own =
        GivenTopics.read(
            """
            learner: flight-delays
            events: {topic: flights, format: json}
            features: [{field: distance, as: numeric}]
            target: {classes: [none, weather], field: cause}
            """);
    try (TestServer server = TestServer.with(GivenTopics.desk(producer, own, Limits.DEFAULT))) {
      Answer both =
          learn(
              server, "{\"events\": [{\"distance\": 1, \"cause\": \"none\"}, {\"distance\": 2}]}");
      Answer unknown = learn(server, "{\"events\": {\"distance\": 1, \"cause\": \"fog\"}}");
      Answer apart = learn(server, BOTH);

      assertThat(both.body().path("min_offset").asText()).isEqualTo("flights-0:0");
      assertThat(unknown.body().path("refused").path(0).path("reason").asText())
          .isEqualTo("UNKNOWN_CLASS");
      assertThat(apart.error())
          .isEqualTo("labels must be absent: an event of flight-delays holds its own");
      assertThat(producer.history()).hasSize(2);
    }
  }
}
