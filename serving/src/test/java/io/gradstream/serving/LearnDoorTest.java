package io.gradstream.serving;

import static io.gradstream.serving.GivenTopics.BOTH;
import static io.gradstream.serving.GivenTopics.learn;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.serving.TestServer.Answer;
import io.gradstream.serving.http.Limits;
import io.gradstream.serving.learn.LearnDesk;
import io.gradstream.serving.models.Flights;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.MockProducer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may give records, and for which learners. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LearnDoorTest {

  @TempDir private Path folder;

  @Test
  void nobodyMayWhereItIsOff() {
    try (TestServer server = TestServer.with()) {
      Answer answer = learn(server, BOTH);

      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.error())
          .isEqualTo("nothing may be given to learn from: the service was started without --learn");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', 401, a token is needed",
    "Bearer reader-0123456789, 403, the token must have the role learn",
    "Bearer teacher-0123456789, 200, ''",
    "Bearer operator-0123456789, 200, ''"
  })
  void whereThereAreTokensItWantsOne(String authorization, int status, String error)
      throws IOException {
    Path tokens =
        Files.writeString(
            folder.resolve("tokens"),
            "read reader-0123456789\nlearn teacher-0123456789\ncontrol operator-0123456789\n");
    MockProducer<byte[], byte[]> producer = GivenTopics.producer(true);
    try (TestServer server =
        new TestServer(
            Optional.empty(),
            Optional.of(tokens),
            Limits.DEFAULT,
            GivenTopics.desk(producer, Flights.LEARNER))) {
      String[] headers =
          authorization.isEmpty()
              ? new String[] {}
              : new String[] {
                "Authorization", authorization, "Origin", "https://example.org"
              }; // a token is what a page elsewhere does not have
      HttpResponse<byte[]> response =
          server.post(MalformedRecords.LEARN, BOTH.getBytes(UTF_8), headers);

      assertThat(response.statusCode()).isEqualTo(status);
      assertThat(new String(response.body(), UTF_8)).contains(error);
      assertThat(producer.history()).hasSize(status == 200 ? 2 : 0);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "format: json, envelope: debezium | stand in an envelope (debezium)",
        "format: json, envelope: connect | stand in an envelope (connect)",
        "format: json, registry: 'http://localhost:1' | carry the ids of JSON Schemas",
      })
  void topicsOfAnotherFormAreRefusedAtTheStart(String form, String why) {
    LearnerSpec spec =
        GivenTopics.read(
            """
            learner: flight-delays
            events: {topic: flights, %s}
            features: [{field: distance, as: numeric}]
            target: {binary: delayed}
            """
                .formatted(form));

    assertThatThrownBy(() -> GivenTopics.desk(GivenTopics.producer(true), spec, Limits.DEFAULT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "--learn puts plain JSON on topics, and the events of flight-delays %s: produce them"
                + " yourself",
            why);
  }

  @Test
  void aLearnerIsNamedOnce() {
    LearnerSpec spec = GivenTopics.spec(Flights.LEARNER);

    assertThatThrownBy(() -> new LearnDesk(List.of(spec, spec), () -> null, Limits.DEFAULT))
        .hasMessage("--learn must name a learner once: flight-delays");
  }

  @Test
  void whatIsUnderWayWhenTheServiceStopsIsAnsweredAndNothingMoreTaken() throws Exception {
    MockProducer<byte[], byte[]> producer = GivenTopics.producer(false);
    LearnDesk desk = GivenTopics.desk(producer, Flights.LEARNER);
    try (TestServer server = TestServer.with(desk)) {
      String label = "{\"labels\": " + GivenTopics.ARRIVAL + "}";
      CompletableFuture<Answer> first =
          CompletableFuture.supplyAsync(() -> GivenTopics.learn(server, label));
      while (producer.history().isEmpty()) {
        Thread.onSpinWait();
      }
      Thread stop = new Thread(desk::drain);
      stop.start();
      while (stop.getState() != Thread.State.TIMED_WAITING) {
        Thread.onSpinWait();
      }

      Answer refused = GivenTopics.learn(server, label);
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.error()).contains("busy: the service stops; nothing was sent");
      assertThat(producer.history()).hasSize(1);

      producer.completeNext();
      assertThat(first.get().status()).isEqualTo(200);
      stop.join();
    }
  }
}
