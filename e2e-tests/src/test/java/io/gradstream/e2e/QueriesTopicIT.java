package io.gradstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.e2e.Asker.Answer;
import io.gradstream.e2e.Asker.Query;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.read.SpecReader;
import io.gradstream.schemas.Prediction;
import io.gradstream.schemas.Topics;
import io.gradstream.schemas.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A keyed learner that is asked over Kafka, by a client that is not ours. */
@ExtendWith(OnCluster.class)
final class QueriesTopicIT {

  private static final LearnerSpec ASKED = Learners.read("asked.yaml");
  private static final LearnerSpec UNASKED = withoutQueries();
  private static final int EVENTS = 48; // of four keys in turn: whole mini-batches
  private static final String REPLIES = Topics.replies("asked");
  private static final String ELSEWHERE = "asked-elsewhere";
  private static final String EVENT = "{\"size\": 3, \"kind\": \"kind-1\"}"; // no id, no time

  private final Cluster cluster;

  QueriesTopicIT(Cluster cluster) {
    this.cluster = cluster;
  }

  /** Queries come to a learner that had none, outlast a restart, leave it and come back. */
  @Test
  void theModelOfTheKeyAnswersAsItStandsInTheJob() {
    cluster
        .broker()
        .createTopics(
            List.of(
                new NewTopic(ASKED.queries().orElseThrow().topic(), 2, (short) 1),
                new NewTopic(ELSEWHERE, 3, (short) 1)));
    String savepoint;
    try (RunningLearner learner = RunningLearner.deploy(cluster, UNASKED)) {
      learn(learner, 0);
      savepoint = learner.stop();
    }
    Version last;
    Query whileItStood;
    try (RunningLearner learner = RunningLearner.goOn(cluster, ASKED, savepoint, false)) {
      try (Asker asker = asker()) {
        Version first = answered(asker.ask(asker.query(EVENT).to(REPLIES))).version();
        assertThat(first.step()).isEqualTo(EVENTS / 4 / 4);
        assertEveryQueryHasAReply(asker);
        assertTheCommandAsksSo(first);
        learn(learner, EVENTS);
        last = answered(asker.ask(asker.query(EVENT))).version();
        assertThat(last.step()).isEqualTo(2 * first.step());
        savepoint = learner.stop();
        whileItStood = asker.send(asker.query(EVENT));
        try (RunningLearner again = RunningLearner.goOn(cluster, ASKED, savepoint, false)) {
          assertThat(answered(asker.reply(whileItStood)).version()).isEqualTo(last);
          learn(again, 2 * EVENTS);
          savepoint = again.stop();
        }
      }
    }
    assertQueriesMayGoAndComeBack(savepoint);
  }

  private void assertEveryQueryHasAReply(Asker asker) {
    assertThat(answered(asker.ask(asker.query(EVENT).to(ELSEWHERE).onPartition(2))).key())
        .isEqualTo("kind-1");
    Answer elsewhere = asker.ask(asker.query("{\"size\": 3}").to(ELSEWHERE).onPartition(2));
    assertThat(elsewhere.topic() + "-" + elsewhere.partition()).isEqualTo("asked-elsewhere-2");
    assertThat(elsewhere.status()).isEqualTo("UNREADABLE");
    assertThat(elsewhere.message()).contains("kind");
    assertThat(elsewhere.prediction()).isEmpty();

    assertRefused(asker.ask(asker.query("no JSON")), "UNREADABLE", "MALFORMED");
    assertRefused(
        asker.ask(asker.query(EVENT.replace("kind-1", "nobody"))), "NOTHING_LEARNED", "'nobody'");
    assertRefused(
        asker.ask(asker.query(EVENT).to(Topics.of("asked").control())),
        "BAD_ADDRESS",
        "a reply may go to asked.replies, asked-elsewhere (queries.replies): asked.control");
    assertRefused(
        asker.ask(asker.query(EVENT).to(REPLIES).onPartition(77)), "BAD_ADDRESS", "asked.replies");
    Answer without = asker.ask(asker.query(EVENT.replace("3", "\"large\"")));
    assertThat(answered(without).output()).hasSize(1);
    assertThat(without.message()).contains("answered without: size must be a number");
  }

  private void assertTheCommandAsksSo(Version version) {
    assertThat(command(EVENT).well().text())
        .contains("key kind-1", "probability", "by version " + version);
    assertThat(command(EVENT, "--replies", ELSEWHERE, "--json").json().path("version").asText())
        .isEqualTo(version.toString());
    assertThat(command("{\"size\": 3}").text()).contains("the learner refuses the event: MISSING");
    assertThat(command(EVENT.replace("kind-1", "nobody")).text())
        .contains("the learner gives no answer: the model of key 'nobody' has learned nothing yet");
    assertThat(command(EVENT, "--replies", Topics.of("asked").metrics(), "--wait", "1s").text())
        .contains("no reply on asked.metrics within 1 s. Does the learner run");
  }

  private Said command(String event, Object... more) {
    List<Object> words = new ArrayList<>(List.of("query", "asked", event));
    words.addAll(List.of("--over-kafka", ASKED.queries().orElseThrow().topic()));
    words.addAll(List.of("--brokers", cluster.broker().address()));
    words.addAll(List.of(more));
    return Said.by(words.toArray());
  }

  private void assertQueriesMayGoAndComeBack(String from) {
    String savepoint;
    try (Asker asker = asker()) {
      Query meanwhile;
      try (RunningLearner learner = RunningLearner.goOn(cluster, UNASKED, from, false)) {
        meanwhile = asker.send(asker.query(EVENT));
        learn(learner, 3 * EVENTS);
        savepoint = learner.stop();
      }
      try (RunningLearner learner = RunningLearner.goOn(cluster, ASKED, savepoint, false)) {
        Version version = answered(asker.ask(asker.query(EVENT))).version();
        assertThat(version.step()).isEqualTo(4 * EVENTS / 4 / 4);
        assertThat(asker.find(meanwhile)).as("asked while nobody answered").isEmpty();
        assertThat(learner.standingWhen(at -> true).dead()).isZero();
      }
    }
  }

  private Asker asker() {
    return new Asker(
        cluster.broker().address(),
        ASKED.queries().orElseThrow().topic(),
        List.of(REPLIES, ELSEWHERE));
  }

  private static Prediction answered(Answer answer) {
    assertThat(answer.status()).as(answer.message()).isEqualTo("ANSWERED");
    Prediction prediction = answer.prediction().orElseThrow();
    assertThat(prediction.learner()).isEqualTo("asked");
    assertThat(prediction.learnedThrough()).isPresent();
    return prediction;
  }

  private static void assertRefused(Answer answer, String status, String message) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.message()).contains(message);
    assertThat(answer.topic()).isEqualTo(REPLIES);
    assertThat(answer.prediction()).isEmpty();
  }

  private void learn(RunningLearner learner, int from) {
    Measurements measurements = new Measurements(learner.spec());
    try (Sender sender = new Sender(cluster.broker().address())) {
      for (int i = from; i < from + EVENTS; i++) {
        String id = "m-" + i;
        sender.good(learner.events(), id, measurements.event(i, id, i));
        sender.good(learner.labels(), id, Measurements.label(id, i, i % 3 * 10));
      }
      sender.mark(Measurements.time(from + EVENTS), learner.events(), learner.labels());
    }
    learner.standingWhen(at -> at.examples() >= from + EVENTS);
  }

  private static LearnerSpec withoutQueries() {
    String text = ASKED.source().text().replaceAll("(?m)^queries: .*$", "");
    return SpecReader.read(new SpecBundle("asked.yaml", text, Map.of()));
  }
}
