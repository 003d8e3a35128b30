package io.gradstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.local.reports.Standing;
import io.gradstream.schemas.DeadLetter.Reason;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whatever comes in, the job goes on, and what it cannot use is a dead letter. */
@ExtendWith(OnCluster.class)
final class BadInputIT {

  private static final int GOOD = 40; // ten mini-batches

  private final Cluster cluster;

  BadInputIT(Cluster cluster) {
    this.cluster = cluster;
  }

  @Test
  void badAvroBecomesDeadLettersAndAllElseIsLearned() {
    try (RunningLearner learner = RunningLearner.deploy(cluster, "avro/learner.yaml");
        Sender sender = new Sender(cluster.broker().address())) {
      Measurements measurements = new Measurements(learner.spec());
      for (int i = 0; i < GOOD / 2; i++) {
        sendGood(sender, learner, measurements, i);
      }
      sendBadAvro(sender, learner.events(), measurements);
      for (int i = GOOD / 2; i < GOOD; i++) {
        sendGood(sender, learner, measurements, i);
      }
      sendBadLabels(sender, learner);
      sender.mark(Measurements.time(10_000), learner.events(), learner.labels());
      assertAllLearnedBut(learner, sender.due());
    }
  }

  private static void sendBadAvro(Sender sender, String topic, Measurements measurements) {
    byte[] good = measurements.event("a", Measurements.time(1), 2.5);
    sender.bad(topic, "a", Arrays.copyOf(good, good.length - 9), Reason.MALFORMED, "");
    sender.bad(topic, "a", withByte(good, 0, 7), Reason.MALFORMED, "");
    sender.bad(topic, "a", withByte(good, 4, 99), Reason.UNKNOWN_SCHEMA, "");
    sender.bad(topic, "a", new byte[0], Reason.MALFORMED, "");
    sender.bad(
        topic,
        "a",
        measurements.event("a", Measurements.time(1), Double.NaN),
        Reason.NOT_FINITE,
        "size");
    sender.bad(
        topic,
        "a",
        measurements.event("a", Measurements.time(1), Double.POSITIVE_INFINITY),
        Reason.NOT_FINITE,
        "size");
    sender.bad(
        topic,
        "a",
        measurements.event("a", Measurements.time(1), 1e300),
        Reason.OUT_OF_RANGE,
        "size");
    sender.bad(
        topic, "a", measurements.event("a", 253_402_300_800_000L, 1), Reason.OUT_OF_RANGE, "at");
  }

  private static byte[] withByte(byte[] bytes, int index, int value) {
    byte[] changed = bytes.clone();
    changed[index] = (byte) value;
    return changed;
  }

  @Test
  void badJsonBecomesDeadLettersAndAllElseIsLearned() {
    try (RunningLearner learner = RunningLearner.deploy(cluster, "bad-json.yaml");
        Sender sender = new Sender(cluster.broker().address())) {
      Measurements measurements = new Measurements(learner.spec());
      for (int i = 0; i < GOOD; i++) {
        sendGood(sender, learner, measurements, i);
        if (i == GOOD / 2) {
          sendBadJson(sender, learner.events());
        }
      }
      sendBadLabels(sender, learner);
      sender.mark(Measurements.time(10_000), learner.events(), learner.labels());
      assertAllLearnedBut(learner, sender.due());
    }
  }

  private static void sendBadJson(Sender sender, String topic) {
    sender.bad(topic, "b", "{\"id\": \"b\", \"at\":", Reason.MALFORMED, "");
    sender.bad(topic, "b", "[]", Reason.MALFORMED, "");
    sender.bad(topic, "b", "{\"id\": \"b\", \"at\": true, \"size\": 1}", Reason.WRONG_TYPE, "at");
    sender.bad(
        topic, "b", "{\"id\": \"b\", \"at\": 5, \"size\": \"big\"}", Reason.WRONG_TYPE, "size");
    sender.bad(topic, "b", "{\"at\": 5, \"size\": 1}", Reason.MISSING_FIELD, "id");
    sender.bad(
        topic, "b", "{\"id\": \"b\", \"at\": null, \"size\": 1}", Reason.MISSING_FIELD, "at");
    sender.bad(topic, "b", "{\"id\": \"b\", \"at\": -1, \"size\": 1}", Reason.OUT_OF_RANGE, "at");
    sender.bad(
        topic, "b", "{\"id\": \"b\", \"at\": 5, \"size\": 1e300}", Reason.OUT_OF_RANGE, "size");
    sender.bad(topic, "b", "{\"id\": \"b\", \"at\": 5, \"size\": NaN}", Reason.NOT_FINITE, "size");
    sender.bad(topic, "b", " ".repeat(10 << 20), Reason.TOO_LARGE, "");
  }

  /** Every fifth event is far behind the others. */
  private static void sendGood(
      Sender sender, RunningLearner learner, Measurements measurements, int number) {
    String id = "good-" + number;
    int minute = number % 5 == 4 ? 1 : 100 + number;
    sender.good(learner.events(), id, measurements.event(number, id, minute));
    sender.good(learner.labels(), id, Measurements.label(id, 110 + number, number % 3 * 10));
  }

  private static void sendBadLabels(Sender sender, RunningLearner learner) {
    String labels = learner.labels();
    sender.bad(labels, "good-0", Measurements.label("good-0", 150, 0), Reason.DUPLICATE, "");
    sender.bad(
        labels, "nobody", Measurements.label("nobody", 150, 0), Reason.LABEL_WITHOUT_EVENT, "");
    sender.bad(
        labels,
        "good-1",
        "{\"id\": \"good-1\", \"known\": 5, \"late\": \"very\"}",
        Reason.WRONG_TYPE,
        "late");
    sender.bad(labels, "good-1", "late", Reason.MALFORMED, "");
  }

  private void assertAllLearnedBut(RunningLearner learner, List<Letter> due) {
    assertThat(learner.deadLetters(due.size())).containsExactlyInAnyOrderElementsOf(due);
    Standing standing = learner.standingAfter(GOOD, due.size());
    assertThat(standing.joined()).isEqualTo(GOOD);
    assertThat(standing.examples()).isEqualTo(GOOD);
    assertThat(standing.missed()).isZero();
    assertThat(standing.dead()).isEqualTo(due.size());
    assertThat(learner.state()).isEqualTo("RUNNING");
  }
}
