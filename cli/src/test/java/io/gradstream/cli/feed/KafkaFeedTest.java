package io.gradstream.cli.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.cli.feed.FeedRecord.Kind;
import io.gradstream.cli.feed.Feeding.Then;
import io.gradstream.jobs.TimeMarks;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.read.SpecReader;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

final class KafkaFeedTest {

  private static final Node NODE = new Node(0, "localhost", 9092);
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
      new MockProducer<>(
          new Cluster(
              "cluster",
              List.of(NODE),
              List.of(partition("events", 0), partition("events", 1), partition("labels", 0)),
              Set.of(),
              Set.of()),
          true,
          new RoundRobinPartitioner(),
          new ByteArraySerializer(),
          new ByteArraySerializer());

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
  void whatIsLiveIsNotBehindTheMarkOfWhatWasFed() {
    assertThat(marks(feed -> feed.finish(LONG_AGO, Then.LIVE)))
        .containsOnly(LONG_AGO + 1)
        .hasSize(3);
  }

  @Test
  void theEndIsBehindTheWaitForTheLastLabel() {
    long hour = 3_600_000;
    assertThat(marks(feed -> feed.finish(LONG_AGO, Then.NOTHING)))
        .containsOnly(LONG_AGO + hour + 1)
        .hasSize(3);
  }

  @Test
  void noMarkHasAKafkaTimestampInTheFuture() {
    marks(feed -> feed.finish(System.currentTimeMillis(), Then.NOTHING));
    assertThat(producer.history()).extracting("timestamp").containsOnlyNulls();
  }

  /** The times of the marks that were sent: one a partition of both topics. */
  private List<Long> marks(Consumer<KafkaFeed> ending) {
    producer.clear();
    try (KafkaFeed feed = new KafkaFeed(spec(WITH_TIME_FIELDS), producer)) {
      ending.accept(feed);
    }
    return producer.history().stream()
        .map(mark -> ByteBuffer.wrap(mark.headers().lastHeader(TimeMarks.HEADER).value()).getLong())
        .toList();
  }

  private static PartitionInfo partition(String topic, int number) {
    return new PartitionInfo(topic, number, NODE, new Node[] {NODE}, new Node[] {NODE});
  }

  @Test
  void aSendThatFailedShowsAtTheNextCall() {
    MockProducer<byte[], byte[]> failing =
        new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
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
