package io.gradstream.serving;

import static io.gradstream.serving.GivenTopics.ARRIVAL;
import static io.gradstream.serving.GivenTopics.BOTH;
import static io.gradstream.serving.GivenTopics.FLIGHT;
import static io.gradstream.serving.GivenTopics.count;
import static io.gradstream.serving.GivenTopics.learn;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.serving.TestServer.Answer;
import io.gradstream.serving.http.Limits;
import io.gradstream.serving.learn.LearnDesk;
import io.gradstream.serving.models.Flights;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What callers who give records hear of a broker that is slow, or refuses. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LearnBrokerTest {

  private static TestServer server(MockProducer<byte[], byte[]> producer) {
    return TestServer.with(GivenTopics.desk(producer, Flights.LEARNER));
  }

  /** One whose requests may take so long, and that waits half of it for the broker. */
  private static TestServer server(MockProducer<byte[], byte[]> producer, int requests, int time) {
    Limits limits = new Limits(requests, 1 << 20, Duration.ofSeconds(time));
    LearnerSpec spec = GivenTopics.spec(Flights.LEARNER);
    return new TestServer(
        Optional.empty(), Optional.empty(), limits, GivenTopics.desk(producer, spec, limits));
  }

  @Test
  void anAnswerWaitsForTheBroker() {
    MockProducer<byte[], byte[]> producer = GivenTopics.producer(false);
    try (TestServer server = server(producer)) {
      CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(() -> learn(server, BOTH));
      await(() -> producer.history().size() == 2);

      assertThat(producer.completeNext()).isTrue();
      assertThat(server.get("/v2").status()).isEqualTo(200);
      assertThat(answer).isNotDone();
      assertThat(producer.completeNext()).isTrue();

      assertThat(answer.join().status()).isEqualTo(200);
    }
  }

  @Test
  void whatIsInAndWhatIsNotIsToldOfEachRecord() {
    MockProducer<byte[], byte[]> producer = GivenTopics.producer(false);
    String body =
        "{\"events\": ["
            + FLIGHT
            + ", "
            + FLIGHT
            + ", "
            + FLIGHT
            + "], \"labels\": "
            + ARRIVAL
            + "}";
    try (TestServer server = server(producer, 64, 10)) {
      CompletableFuture<Answer> late = CompletableFuture.supplyAsync(() -> learn(server, body));
      await(() -> producer.history().size() == 4);
      producer.completeNext();
      producer.errorNext(new RecordTooLargeException("too large for its topic"));
      producer.errorNext(new TimeoutException("Expiring 1 record"));

      Answer answer = late.join();

      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.error())
          .isEqualTo(
              "Kafka has not acknowledged 3 of 4 records: too large for its topic; of each is told"
                  + " whether it is stored");
      assertThat(answer.body().path("events"))
          .extracting(one -> one.path("state").asText())
          .containsExactly("stored", "not_stored", "unknown");
      assertThat(answer.body().path("labels").path(0).path("state").asText()).isEqualTo("unknown");
      assertThat(answer.body().has("min_offset")).isFalse();
      assertThat(server.response("GET", "/metrics", "").body())
          .contains(
              count("events", "stored", 1),
              count("events", "not_stored", 1),
              count("labels", "unknown", 1),
              "gradstream_serving_refusals_total{reason=\"not_stored\"} 1",
              "gradstream_serving_requests_total{asked=\"learn\",status=\"503\"} 1");
    }
  }

  @Test
  void nothingIsSentBeforeEveryTopicIsKnown() {
    MockProducer<byte[], byte[]> producer =
        new MockProducer<>(
            Cluster.empty(), true, null, new ByteArraySerializer(), new ByteArraySerializer());
    try (TestServer server = server(producer, 64, 10)) {
      Answer answer = learn(server, BOTH);

      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.error())
          .startsWith(
              "Kafka has not acknowledged 2 of 2 records within 5000 ms: no broker has told of the"
                  + " topic flights");
      assertThat(answer.body().path("events").path(0).path("state").asText())
          .isEqualTo("not_stored");
      assertThat(producer.history()).isEmpty();
    }
  }

  @Test
  void aProducerThatTakesNothingAnyMoreIsMadeAnew() {
    MockProducer<byte[], byte[]> broken = GivenTopics.producer(true);
    broken.sendException = new KafkaException("fatal");
    MockProducer<byte[], byte[]> whole = GivenTopics.producer(true);
    Queue<MockProducer<byte[], byte[]>> made = new ArrayDeque<>(List.of(broken, whole));
    LearnDesk desk =
        new LearnDesk(
            List.of(GivenTopics.spec(Flights.LEARNER)),
            () -> Optional.ofNullable(made.poll()).orElseThrow(),
            Limits.DEFAULT);
    try (TestServer server = TestServer.with(desk)) {
      assertThat(learn(server, BOTH).status()).isEqualTo(200);
      assertThat(whole.history()).hasSize(2);
      await(broken::closed);
    }
  }

  @Test
  void requestsThatWaitForKafkaLeavePlacesForOthers() {
    MockProducer<byte[], byte[]> producer = GivenTopics.producer(false);
    try (TestServer server = server(producer, 4, 30)) {
      CompletableFuture<Answer> first = CompletableFuture.supplyAsync(() -> learn(server, BOTH));
      await(() -> producer.history().size() == 2);

      Answer second = learn(server, BOTH);
      Answer query = server.get("/v2");
      producer.completeNext();
      producer.completeNext();

      assertThat(second.status()).isEqualTo(503);
      assertThat(second.error()).startsWith("busy: as many requests as may wait for Kafka do");
      assertThat(query.status()).isEqualTo(200);
      assertThat(first.join().status()).isEqualTo(200);
      assertThat(producer.history()).hasSize(2);
    }
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      LockSupport.parkNanos(1_000_000); // ends with the test's time
    }
  }
}
