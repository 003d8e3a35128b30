package io.gradstream.cli.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.cli.feed.FeedRecord.Kind;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.read.SpecReader;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

final class KafkaFeedTest {

  private static final long LONG_AGO = 978_307_260_000L; // 2001
  private static final String WITH_TIME_FIELDS =
      """
      specVersion: 1
      learner: test
      events: {topic: events, format: json, id: id, time: at}
      labels: {topic: labels, format: json, id: id, time: known, wait: 1h}
      features: [{field: size, as: numeric}]
      target: {binary: "late > 15"}
      network: [{dense: 4, activation: relu}]
      """;

  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(true, new ByteArraySerializer(), new ByteArraySerializer());

  @Test
  void eventsAndLabelsGoToTheirTopics() {
    try (KafkaFeed feed = new KafkaFeed(spec(WITH_TIME_FIELDS), producer)) {
      feed.send(record(Kind.EVENT));
      feed.send(record(Kind.LABEL));
    }
    assertThat(producer.history()).extracting("topic").containsExactly("events", "labels");
  }

  @Test
  void aReplayOfOldEventsIsNotOldToTheBrokersRetention() {
    try (KafkaFeed feed = new KafkaFeed(spec(WITH_TIME_FIELDS), producer)) {
      feed.send(record(Kind.EVENT));
      feed.send(record(Kind.LABEL));
    }
    assertThat(producer.history()).extracting("timestamp").containsOnlyNulls();
  }

  @Test
  void theKafkaTimestampIsTheTimeWhereTheLearnerReadsItFromThere() {
    String withoutFields = WITH_TIME_FIELDS.replace(", time: at", "").replace(", time: known", "");
    try (KafkaFeed feed = new KafkaFeed(spec(withoutFields), producer)) {
      feed.send(record(Kind.EVENT));
    }
    assertThat(producer.history()).extracting("timestamp").containsExactly(LONG_AGO);
  }

  @Test
  void aSendThatFailedShowsAtTheNextCall() {
    MockProducer<byte[], byte[]> failing =
        new MockProducer<>(false, new ByteArraySerializer(), new ByteArraySerializer());
    try (KafkaFeed feed = new KafkaFeed(spec(WITH_TIME_FIELDS), failing)) {
      feed.send(record(Kind.EVENT));
      failing.errorNext(new IllegalStateException("disk full"));
      assertThatThrownBy(() -> feed.send(record(Kind.EVENT)))
          .isInstanceOf(KafkaException.class)
          .hasMessageContaining("events");
    }
  }

  private static FeedRecord record(Kind kind) {
    return new FeedRecord(kind, "1", new byte[] {1}, LONG_AGO);
  }

  private static LearnerSpec spec(String text) {
    return SpecReader.read(new SpecBundle("test.yaml", text, Map.of()));
  }
}
