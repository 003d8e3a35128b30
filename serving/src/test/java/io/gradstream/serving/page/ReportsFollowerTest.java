package io.gradstream.serving.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.schemas.DeadLetter;
import io.gradstream.schemas.DeadLetterCodec;
import io.gradstream.schemas.MetricReport;
import io.gradstream.schemas.MetricReport.Measure;
import io.gradstream.schemas.MetricReportCodec;
import io.gradstream.serving.models.ModelStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each step runs inside a poll of the consumer; the last one closes the follower. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ReportsFollowerTest {

  private static final String METRICS = "flight-delays.metrics";
  private static final String LETTERS = "flight-delays.dead-letters";

  private final ModelStore store = new ModelStore(1 << 20);
  private final Boards boards = new Boards();
  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private final ReportsFollower follower = new ReportsFollower(() -> consumer, store, boards);

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void usageExample() {
    store.follow(Reported.LEARNER);
    topic(METRICS);
    topic(LETTERS);
    then(() -> report(0, read(7)));
    then(() -> letter(0, Reported.letter(DeadLetter.Reason.LIMIT, "", 1)));
    then(follower::close);

    follower.run();

    assertThat(board().sources().sum(Counted.EVENTS_READ)).isEqualTo(7);
    assertThat(board().letters().seen()).isEqualTo(1);
    assertThat(board().noReports()).isEmpty();
    assertThat(boards.trouble()).isEmpty();
  }

  @Test
  void learnersThatAreNotServedAreNotRead() {
    store.follow(Reported.LEARNER);
    topic(METRICS);
    topic("secret.metrics");
    then(() -> assertThat(consumer.assignment()).containsExactly(new TopicPartition(METRICS, 0)));
    then(follower::close);

    follower.run();

    assertThat(boards.find("secret")).isEmpty();
    assertThat(board().noLetters())
        .isEqualTo("there is no topic flight-delays.dead-letters that this service may read");
  }

  @Test
  void whatATopicHoldsOfOthersIsLeftOut() {
    store.follow(Reported.LEARNER);
    topic(METRICS);
    MetricReport ofAnother =
        new MetricReport(
            "secret", "events-0", "", Optional.empty(), 1, List.of(new Measure("events.read", 99)));
    then(() -> report(0, new MetricReportCodec().encode(ofAnother)));
    then(() -> report(1, new byte[] {1, 2, 3}));
    then(() -> report(2, (byte[]) null));
    then(() -> report(3, read(7)));
    then(follower::close);

    follower.run();

    assertThat(board().sources().sum(Counted.EVENTS_READ)).isEqualTo(7);
  }

  @Test
  void aTopicThatMayNotBeReadStopsNoOther() {
    store.follow(Reported.LEARNER);
    topic(METRICS);
    topic(LETTERS);
    then(() -> consumer.setPollException(new TopicAuthorizationException(Set.of(LETTERS))));
    then(() -> report(0, read(7)));
    then(follower::close);

    follower.run();

    assertThat(board().sources().sum(Counted.EVENTS_READ)).isEqualTo(7);
    assertThat(consumer.closed()).isTrue();
  }

  @Test
  void whatIsKnownStaysWhileTheBrokerIsAway() {
    store.follow(Reported.LEARNER);
    topic(METRICS);
    then(() -> report(0, read(7)));
    then(() -> consumer.setPollException(new TimeoutException("away")));
    then(
        () -> {
          assertThat(boards.trouble()).isEqualTo("Kafka does not answer: away");
          assertThat(board().sources().sum(Counted.EVENTS_READ)).isEqualTo(7);
        });
    then(follower::close);

    follower.run();
  }

  @Test
  void noMoreLearnersAreWatchedThanMayBe() {
    for (int i = 0; i <= Boards.MOST; i++) {
      boards.watch("learner-" + i);
    }

    assertThat(boards.find("learner-" + Boards.MOST)).isEmpty();
    assertThat(boards.watch("learner-0")).isPresent();
  }

  private Board board() {
    return boards.find(Reported.LEARNER).orElseThrow();
  }

  private void topic(String topic) {
    TopicPartition at = new TopicPartition(topic, 0);
    consumer.updatePartitions(topic, List.of(new PartitionInfo(topic, 0, null, null, null)));
    consumer.updateBeginningOffsets(Map.of(at, 0L));
    consumer.updateEndOffsets(Map.of(at, 0L));
  }

  private void then(Runnable step) {
    consumer.schedulePollTask(step);
  }

  private static byte[] read(long events) {
    return new MetricReportCodec()
        .encode(Reported.source("events-0", 1, new Measure("events.read", events)));
  }

  private void report(long offset, byte[] value) {
    consumer.addRecord(new ConsumerRecord<>(METRICS, 0, offset, new byte[0], value));
  }

  private void letter(long offset, DeadLetter letter) {
    byte[] value = new DeadLetterCodec().encode(letter);
    consumer.addRecord(new ConsumerRecord<>(LETTERS, 0, offset, new byte[0], value));
  }
}
