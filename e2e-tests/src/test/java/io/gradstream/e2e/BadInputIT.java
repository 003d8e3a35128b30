package io.gradstream.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.local.reports.Standing;
import io.gradstream.schemas.DeadLetter.Reason;
import io.gradstream.schemas.MetricReport;
import io.gradstream.schemas.MetricReportCodec;
import io.gradstream.schemas.Topics;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whatever comes in, the job goes on, and what it cannot use is a dead letter. */
@ExtendWith(OnCluster.class)
final class BadInputIT {

  private static final int GOOD = 40; // ten mini-batches

  /** A grey picture of 3 x 2 pixels, 0 to 255 in steps of 51. */
  private static final String PNG =
      "iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAAAAAC4HznGAAAAEElEQVR4nGNgME5jmHnmPwAHmgL+77L/2AAAAABJRU5ErkJggg==";

  /** Ten samples of 16 bits at 8 kHz. */
  private static final String WAV =
      "UklGRjgAAABXQVZFZm10IBAAAAABAAEAQB8AAIA+AAACABAAZGF0YRQAAAAAAAAQACAAEAAAAPAA4ADwAAAAEA==";

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
      for (double size : new double[] {Double.NaN, Double.NEGATIVE_INFINITY, 1e300}) {
        String id = "odd" + size;
        sendOdd(sender, learner, id, measurements.event(id, Measurements.time(1), size));
      }
      sendBadLabels(sender, learner);
      sender.mark(Measurements.time(10_000), learner.events(), learner.labels());
      assertAllLearnedBut(learner, sender.due(), 3);
      assertSetAside(
          learner, Map.of("setAside.size.NOT_FINITE", 2.0, "setAside.size.OUT_OF_RANGE", 1.0));
    }
  }

  /** With a value that its event goes without. */
  private static void sendOdd(Sender sender, RunningLearner learner, String id, byte[] event) {
    sender.good(learner.events(), id, event);
    sender.good(learner.labels(), id, Measurements.label(id, 110, 10));
  }

  private static void sendBadAvro(Sender sender, String topic, Measurements measurements) {
    byte[] good = measurements.event("a", Measurements.time(1), 2.5);
    sender.bad(topic, "a", Arrays.copyOf(good, good.length - 9), Reason.MALFORMED, "");
    sender.bad(topic, "a", withByte(good, 0, 7), Reason.MALFORMED, "");
    sender.bad(topic, "a", withByte(good, 4, 99), Reason.UNKNOWN_SCHEMA, "");
    sender.bad(topic, "a", new byte[0], Reason.MALFORMED, "");
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
      for (String size : List.of("\"big\"", "NaN", "1e300", "[2]", "{\"cm\": 2}")) {
        String event =
            "{\"id\": \"odd%s\", \"at\": %d, \"size\": %s}"
                .formatted(size.replace('"', '_'), Measurements.time(1), size);
        sendOdd(sender, learner, "odd" + size.replace('"', '_'), event.getBytes(UTF_8));
      }
      sendBadLabels(sender, learner);
      sender.mark(Measurements.time(10_000), learner.events(), learner.labels());
      assertAllLearnedBut(learner, sender.due(), 5);
      assertSetAside(
          learner,
          Map.of(
              "setAside.size.WRONG_TYPE",
              3.0,
              "setAside.size.NOT_FINITE",
              1.0,
              "setAside.size.OUT_OF_RANGE",
              1.0));
    }
  }

  @Test
  void filesThatCannotBeReadAreSetAsideAndAllElseIsLearned() {
    List<String> odd =
        List.of(
            pair("R0lGODlhAQABAA==", WAV), // GIF
            pair(PNG.substring(0, 60), WAV),
            pair("shoe.png", PNG),
            pair("", WAV.substring(0, 64)));
    try (RunningLearner learner = RunningLearner.deploy(cluster, "bad-files.yaml");
        Sender sender = new Sender(cluster.broker().address())) {
      for (int i = 0; i < GOOD; i++) {
        String id = "good-" + i;
        sender.good(learner.events(), id, file(id, 100 + i, pair(PNG, WAV)));
        sender.good(learner.labels(), id, Measurements.label(id, 110 + i, i % 3 * 10));
      }
      int number = 0;
      for (String files : odd) {
        String id = "odd-" + number++;
        sendOdd(sender, learner, id, file(id, 1, files).getBytes(UTF_8));
      }
      sendBadLabels(sender, learner);
      sender.mark(Measurements.time(10_000), learner.events(), learner.labels());
      assertAllLearnedBut(learner, sender.due(), odd.size());
      assertSetAside(
          learner, Map.of("setAside.picture.WRONG_TYPE", 4.0, "setAside.sound.WRONG_TYPE", 2.0));
    }
  }

  private static String pair(String picture, String sound) {
    return "\"picture\": \"%s\", \"sound\": \"%s\"".formatted(picture, sound);
  }

  private static String file(String id, int minute, String files) {
    return "{\"id\": \"%s\", \"at\": %d, %s}".formatted(id, Measurements.time(minute), files);
  }

  private static void sendBadJson(Sender sender, String topic) {
    sender.bad(topic, "b", "{\"id\": \"b\", \"at\":", Reason.MALFORMED, "");
    sender.bad(topic, "b", "[]", Reason.MALFORMED, "");
    sender.bad(topic, "b", "{\"id\": \"b\", \"at\": true, \"size\": 1}", Reason.WRONG_TYPE, "at");
    sender.bad(topic, "b", "{\"at\": 5, \"size\": 1}", Reason.MISSING_FIELD, "id");
    sender.bad(
        topic, "b", "{\"id\": \"b\", \"at\": null, \"size\": 1}", Reason.MISSING_FIELD, "at");
    sender.bad(topic, "b", "{\"id\": \"b\", \"at\": -1, \"size\": 1}", Reason.OUT_OF_RANGE, "at");
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

  private void assertAllLearnedBut(RunningLearner learner, List<Letter> due, int odd) {
    int learned = GOOD + odd;
    assertThat(learner.deadLetters(due.size())).containsExactlyInAnyOrderElementsOf(due);
    Standing standing = learner.standingAfter(learned, due.size());
    assertThat(standing.joined()).isEqualTo(learned);
    assertThat(standing.examples()).isEqualTo(learned);
    assertThat(standing.missed()).isZero();
    assertThat(standing.dead()).isEqualTo(due.size());
    assertThat(learner.state()).isEqualTo("RUNNING");
  }

  private void assertSetAside(RunningLearner learner, Map<String, Double> expected) {
    MetricReportCodec codec = new MetricReportCodec();
    try (TopicReader<MetricReport> reports =
        new TopicReader<>(
            cluster.broker().address(),
            Topics.of(learner.spec().name()).metrics(),
            codec::decode)) {
      Eventually.get(() -> setAside(reports.poll()), expected::equals);
    }
  }

  /** By name, the newest of every subtask together. */
  private static Map<String, Double> setAside(List<MetricReport> reports) {
    Map<String, Map<String, Double>> newest = new TreeMap<>(); // by name, by source
    for (MetricReport report : reports) {
      for (MetricReport.Measure measure : report.measures()) {
        if (measure.name().startsWith("setAside.")) {
          newest
              .computeIfAbsent(measure.name(), name -> new TreeMap<>())
              .put(report.source(), measure.value());
        }
      }
    }
    Map<String, Double> all = new TreeMap<>();
    newest.forEach(
        (name, values) ->
            all.put(name, values.values().stream().mapToDouble(Double::doubleValue).sum()));
    return all;
  }
}
