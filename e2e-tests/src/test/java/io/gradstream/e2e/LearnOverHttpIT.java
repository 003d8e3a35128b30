package io.gradstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.gradstream.local.FreePorts;
import io.gradstream.local.LocalServing;
import io.gradstream.schemas.Prediction;
import io.gradstream.schemas.PredictionCodec;
import io.gradstream.schemas.Topics;
import io.gradstream.serving.ServingOptions;
import io.gradstream.serving.client.GradstreamClient;
import io.gradstream.serving.client.GradstreamClient.Answer;
import io.gradstream.serving.client.GradstreamClient.RefusedException;
import io.gradstream.serving.client.GradstreamClient.Stored;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What callers give the query service is answered and learned by the job, once each. */
@ExtendWith(OnCluster.class)
final class LearnOverHttpIT {

  private static final String LEARNER = "posted";
  private static final int EVENTS = 40;
  private static final int AT_ONCE = 10;
  private static final JsonMapper JSON = new JsonMapper();

  private final Cluster cluster;

  LearnOverHttpIT(Cluster cluster) {
    this.cluster = cluster;
  }

  private LocalServing serving() {
    List<String> options =
        List.of(
            "--brokers=" + cluster.broker().address(),
            "--learner=" + LEARNER,
            "--port=" + FreePorts.pick(),
            "--snapshots=" + cluster.run().folder().resolve("large"),
            "--learn=" + Learners.path(LEARNER + ".yaml"));
    LocalServing serving =
        LocalServing.start(
            cluster.home(),
            cluster.run(),
            ServingOptions.parse(options),
            LocalServing.DEFAULT_HEAP);
    serving.awaitReady();
    return serving;
  }

  @Test
  void whatIsGivenIsAnsweredAndLearnedOnceAndWhatIsRefusedIsNotOnTheTopic() throws Exception {
    try (RunningLearner learner = RunningLearner.deploy(cluster, LEARNER + ".yaml");
        LocalServing serving = serving()) {
      GradstreamClient client = new GradstreamClient(serving.address());

      Stored last = give(client, learner);
      assertARefusedRecordTakesItsRequestWithIt(client, learner);
      try (Sender sender = new Sender(cluster.broker().address())) {
        sender.mark(Measurements.time(EVENTS), learner.events(), learner.labels());
      }
      learner.standingAfter(EVENTS, 0);

      List<String> given = IntStream.range(0, EVENTS).mapToObj(LearnOverHttpIT::id).toList();
      assertThat(ids(learner.events())).containsExactlyInAnyOrderElementsOf(given);
      assertThat(ids(learner.labels())).containsExactlyInAnyOrderElementsOf(given);
      assertThat(answered()).containsExactlyInAnyOrderElementsOf(given);
      Answer answer = askForWhatHasLearnedThrough(client, last.minOffset().orElseThrow());
      assertThat(answer.eventsSeen()).isEqualTo(EVENTS);
      assertThat(answer.parameters().path("step").asLong()).isPositive();
      assertThat(learner.standingAfter(EVENTS, 0).dead()).isZero();
    }
  }

  private static String id(int number) {
    return "p-" + number;
  }

  /** Gives all of them, some at a time, and returns what became of the last. */
  private static Stored give(GradstreamClient client, RunningLearner learner) throws Exception {
    Measurements measurements = new Measurements(learner.spec());
    Stored stored = null;
    for (int from = 0; from < EVENTS; from += AT_ONCE) {
      List<JsonNode> events = new ArrayList<>();
      List<JsonNode> labels = new ArrayList<>();
      for (int i = from; i < from + AT_ONCE; i++) {
        events.add(JSON.readTree(measurements.event(i, id(i), i)));
        labels.add(JSON.readTree(Measurements.label(id(i), i, i % 3 * 10)));
      }
      stored = Eventually.get(() -> learn(client, events, labels), Optional::isPresent).get();
      assertThat(stored.events()).hasSize(AT_ONCE);
      assertThat(stored.labels()).hasSize(AT_ONCE);
    }
    return stored;
  }

  /** Nothing where a machine with much to do let Kafka answer too late, and no record went out. */
  private static Optional<Stored> learn(
      GradstreamClient client, List<JsonNode> events, List<JsonNode> labels) {
    try {
      return Optional.of(client.learn(LEARNER, events, labels));
    } catch (RefusedException e) {
      assertThat(e.status()).isEqualTo(503);
      assertThat(e.told().findValuesAsText("state")).containsOnly("not_stored");
      return Optional.empty();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("the service does not answer", e);
    }
  }

  /** One of several would be a dead letter: none of them is sent. */
  private static void assertARefusedRecordTakesItsRequestWithIt(
      GradstreamClient client, RunningLearner learner) throws IOException {
    JsonNode good = JSON.readTree(new Measurements(learner.spec()).event(0, "p-good", 0));
    Map<String, Object> bad = Map.of("id", "p-bad", "size", 3);

    assertThatThrownBy(() -> client.learn(LEARNER, List.of(good, bad), List.of()))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> {
              assertThat(refused.status()).isEqualTo(400);
              JsonNode told = refused.told().path("refused").path(0);
              assertThat(told.path("record").asText()).isEqualTo("events[1]");
              assertThat(told.path("field").asText()).isEqualTo("at");
              assertThat(told.path("reason").asText()).isEqualTo("MISSING_FIELD");
            });
  }

  /** Ids of the records of a topic that has them all. */
  private List<String> ids(String topic) {
    try (TopicReader<String> records =
        new TopicReader<>(cluster.broker().address(), topic, LearnOverHttpIT::idIn)) {
      List<String> read =
          Eventually.get(
              records::poll, all -> all.stream().filter(Objects::nonNull).count() >= EVENTS);
      return read.stream().filter(Objects::nonNull).toList(); // without time marks
    }
  }

  private static String idIn(byte[] value) {
    try {
      return value == null
          ? null
          : JSON.readTree(new String(value, StandardCharsets.UTF_8)).path("id").asText();
    } catch (IOException e) {
      throw new AssertionError("no JSON on the topic", e);
    }
  }

  /** Ids of the events that were answered. */
  private List<String> answered() {
    PredictionCodec codec = new PredictionCodec();
    String topic = Topics.of(LEARNER).predictions();
    try (TopicReader<Prediction> answers =
        new TopicReader<>(cluster.broker().address(), topic, codec::decode)) {
      return Eventually.get(answers::poll, all -> all.size() >= EVENTS).stream()
          .map(Prediction::id)
          .toList();
    }
  }

  private static Answer askForWhatHasLearnedThrough(GradstreamClient client, String minOffset)
      throws Exception {
    Map<String, Object> event = Map.of("size", 3, "kind", "kind-1");
    return Eventually.get(
            () -> askedFor(client.withMinOffset(minOffset), event), answers -> !answers.isEmpty())
        .get(0);
  }

  /** Nothing as long as there is no such model. */
  private static List<Answer> askedFor(GradstreamClient client, Map<String, Object> event) {
    try {
      return List.of(client.withPatience(Duration.ofSeconds(5)).answer(LEARNER, event));
    } catch (RefusedException e) {
      assertThat(e.status()).isIn(412, 503);
      return List.of();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("the service does not answer", e);
    }
  }
}
