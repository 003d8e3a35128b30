package io.gradstream.serving.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.schemas.SnapshotMessage;
import io.gradstream.schemas.SnapshotMessageCodec;
import io.gradstream.schemas.Version;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A consumer's life is a list of steps, each of which runs inside one poll; the last closes. */
class ModelsFollowerTest {

  private static final String TOPIC = "flight-delays.models";
  private static final FollowTimes AT_ONCE =
      new FollowTimes(Duration.ZERO, Duration.ZERO, Duration.ZERO);

  private final ModelStore store = new ModelStore(1 << 30);
  private final Deque<ScriptedConsumer> consumers = new ArrayDeque<>();
  private final ScriptedConsumer consumer = newConsumer();
  private ModelsFollower follower = follower(Set.of(Flights.LEARNER));

  private final List<AssertionError> failures = new ArrayList<>();

  @AfterEach
  void close() {
    store.close();
    assertThat(failures).isEmpty();
  }

  @Test
  void usageExample() {
    topic(consumer, TOPIC, 1, 1);
    then(consumer, () -> add(consumer, 0, 0, new Version(1, 7)));
    thenClose(consumer);

    follower.run();

    assertThat(held()).contains(new Version(1, 7));
    assertThat(store.isReady()).isTrue();
    assertThat(consumer.closed()).isTrue();
  }

  @Test
  void everyPartitionIsReadFromItsBeginning() {
    topic(consumer, TOPIC, 3, 0);
    thenClose(consumer);

    follower.run();

    assertThat(consumer.assignment()).hasSize(3);
    assertThat(consumer.subscription()).isEmpty();
  }

  @Test
  void itIsNotReadyBeforeTheEndSeenAtTheStart() {
    topic(consumer, TOPIC, 1, 2);
    then(consumer, () -> add(consumer, 0, 0, new Version(1, 1)));
    then(consumer, () -> assertThat(held()).isPresent());
    then(consumer, () -> assertThat(store.isReady()).isFalse());
    then(consumer, () -> add(consumer, 0, 1, new Version(1, 2)));
    thenClose(consumer);

    follower.run();

    assertThat(store.isReady()).isTrue();
  }

  @Test
  void anEmptyTopicIsCaughtUpButNotReady() {
    topic(consumer, TOPIC, 2, 0);
    thenClose(consumer);

    follower.run();

    assertThat(store.isCaughtUp()).isTrue();
    assertThat(store.isReady()).isFalse();
  }

  @Test
  void aTopicThatIsNotThereYetIsWaitedFor() {
    consumer.whenListed(() -> attempt(() -> assertThat(store.isCaughtUp()).isFalse()));
    consumer.whenListed(() -> topic(consumer, TOPIC, 1, 1));
    then(consumer, () -> add(consumer, 0, 0, new Version(1, 1)));
    thenClose(consumer);

    follower.run();

    assertThat(store.isReady()).isTrue();
  }

  @Test
  void whatIsWaitedForIsTold() {
    assertThat(store.obstacle()).contains("Kafka has not answered yet");
    topic(consumer, "taxis.models", 1, 0);
    consumer.whenListed(() -> {});
    consumer.whenListed(
        () -> {
          attempt(() -> assertThat(store.obstacle()).contains("there is no topic " + TOPIC));
          topic(consumer, TOPIC, 1, 1);
        });
    then(consumer, () -> assertThat(store.obstacle()).contains("the topic " + TOPIC + " is being"));
    then(consumer, () -> consumer.setPollException(new TimeoutException("away")));
    then(consumer, () -> assertThat(store.obstacle()).contains("Kafka does not answer: away"));
    thenClose(consumer);

    follower.run();
  }

  @Test
  void anEmptyTopicIsToldAndWhatItsJobSaysOfIt() {
    topic(consumer, TOPIC, 1, 0);
    thenClose(consumer);

    follower.run();

    assertThat(store.waiting()).hasSize(1);
    assertThat(store.obstacle()).endsWith("nothing is on the topic " + TOPIC + " yet");
    store.waiting().get(0).sign("learning is paused");
    assertThat(store.obstacle()).endsWith("yet; learning is paused");
  }

  @Test
  void aPartitionThatIsAddedIsFollowed() {
    topic(consumer, TOPIC, 1, 0);
    then(consumer, () -> {});
    then(consumer, () -> topic(consumer, TOPIC, 2, 0));
    then(consumer, () -> {});
    then(consumer, () -> add(consumer, 1, 0, new Version(1, 1)));
    thenClose(consumer);

    follower.run();

    assertThat(held()).contains(new Version(1, 1));
  }

  @Test
  void onlyTheNamedLearnersAreFollowed() {
    topic(consumer, TOPIC, 1, 0);
    topic(consumer, "taxis.models", 1, 0);
    topic(consumer, "flight-delays.predictions", 1, 0);
    thenClose(consumer);

    follower.run();

    assertThat(consumer.assignment()).containsExactly(new TopicPartition(TOPIC, 0));
    assertThat(store.learners()).containsExactly("flight-delays");
  }

  @Test
  void withoutNamesEveryModelsTopicIsFollowed() {
    follower = follower(Set.of());
    topic(consumer, TOPIC, 1, 0);
    topic(consumer, "taxis.models", 1, 0);
    topic(consumer, "taxis.predictions", 1, 0);
    topic(consumer, ".models", 1, 0);
    thenClose(consumer);

    follower.run();

    assertThat(store.learners()).containsExactly("flight-delays", "taxis");
  }

  @Test
  void aBrokerThatDoesNotAnswerIsAskedAgain() {
    topic(consumer, TOPIC, 1, 1);
    then(consumer, () -> consumer.setPollException(new TimeoutException("away")));
    then(consumer, () -> add(consumer, 0, 0, new Version(1, 1)));
    thenClose(consumer);

    follower.run();

    assertThat(held()).contains(new Version(1, 1));
    assertThat(consumers).isEmpty();
  }

  @Test
  void aBrokerThatDoesNotListItsTopicsIsAskedAgain() {
    consumer.whenListed(
        () -> {
          throw new TimeoutException("away");
        });
    consumer.whenListed(() -> topic(consumer, TOPIC, 1, 0));
    thenClose(consumer);

    follower.run();

    assertThat(store.isCaughtUp()).isTrue();
    assertThat(consumers).isEmpty();
  }

  @Test
  void aConsumerThatFailsIsReplacedAndVersionsDoNotGoBack() {
    topic(consumer, TOPIC, 1, 1);
    then(consumer, () -> add(consumer, 0, 0, new Version(1, 5)));
    then(consumer, () -> consumer.setPollException(new KafkaException("broken")));
    ScriptedConsumer second = newConsumer();
    topic(second, TOPIC, 1, 2);
    then(second, () -> add(second, 0, 0, new Version(1, 4)));
    then(second, () -> assertThat(held()).contains(new Version(1, 5)));
    then(second, () -> add(second, 0, 1, new Version(1, 6)));
    thenClose(second);

    follower.run();

    assertThat(held()).contains(new Version(1, 6));
    assertThat(consumer.closed()).isTrue();
  }

  @ParameterizedTest
  @MethodSource
  void whateverAConsumerThrowsIsToldAndFollowingGoesOn(Error fault) {
    topic(consumer, TOPIC, 1, 1);
    consumer.schedulePollTask(
        () -> {
          throw fault;
        });
    ScriptedConsumer second = newConsumer();
    second.whenListed(
        () -> attempt(() -> assertThat(store.trouble()).get().asString().contains("a fault")));
    topic(second, TOPIC, 1, 1);
    then(second, () -> add(second, 0, 0, new Version(1, 6)));
    thenClose(second);

    follower.run();

    assertThat(held()).contains(new Version(1, 6));
    assertThat(store.trouble()).isEmpty();
    assertThat(consumer.closed()).isTrue();
  }

  static List<Error> whateverAConsumerThrowsIsToldAndFollowingGoesOn() {
    return List.of(
        new NoClassDefFoundError("com/github/luben/zstd/ZstdInputStream"),
        new StackOverflowError());
  }

  @Test
  void aClosedFollowerDoesNotStart() {
    follower.close();

    follower.run();

    assertThat(consumers).hasSize(1);
  }

  private ModelsFollower follower(Set<String> learners) {
    return new ModelsFollower(this::nextConsumer, learners, Optional.empty(), store, AT_ONCE);
  }

  private Consumer<byte[], byte[]> nextConsumer() {
    if (consumers.isEmpty()) {
      fail(new AssertionError("the follower wants more consumers than the test has"));
      throw new InterruptException("ends it");
    }
    return consumers.removeFirst();
  }

  private Optional<Version> held() {
    return store
        .find(Flights.LEARNER)
        .flatMap(models -> models.borrow(""))
        .map(ServedModel::version);
  }

  private ScriptedConsumer newConsumer() {
    ScriptedConsumer made = new ScriptedConsumer();
    consumers.add(made);
    return made;
  }

  private static void topic(ScriptedConsumer consumer, String topic, int partitions, long end) {
    List<PartitionInfo> infos =
        IntStream.range(0, partitions)
            .mapToObj(p -> new PartitionInfo(topic, p, null, null, null))
            .toList();
    consumer.updatePartitions(topic, infos);
    for (int partition = 0; partition < partitions; partition++) {
      TopicPartition one = new TopicPartition(topic, partition);
      consumer.updateBeginningOffsets(Map.of(one, 0L));
      consumer.updateEndOffsets(Map.of(one, end));
    }
  }

  private static void add(ScriptedConsumer consumer, int partition, long offset, Version version) {
    SnapshotMessage message = Flights.message(Flights.spec(Flights.LATE), "", version);
    byte[] value = new SnapshotMessageCodec().encode(message);
    byte[] key = message.recordKey().getBytes(StandardCharsets.UTF_8);
    consumer.addRecord(
        new ConsumerRecord<>(
            TOPIC,
            partition,
            offset,
            Flights.PUBLISHED.toEpochMilli(),
            TimestampType.CREATE_TIME,
            key.length,
            value.length,
            key,
            value,
            new RecordHeaders(),
            Optional.empty()));
  }

  private void then(ScriptedConsumer consumer, Runnable step) {
    consumer.schedulePollTask(() -> attempt(step));
  }

  /** The follower would go on after what a step throws. */
  private void attempt(Runnable step) {
    try {
      step.run();
    } catch (AssertionError e) {
      fail(e);
    }
  }

  private void fail(AssertionError failure) {
    failures.add(failure);
    follower.close();
  }

  private void thenClose(ScriptedConsumer consumer) {
    consumer.scheduleNopPollTask();
    consumer.scheduleNopPollTask();
    consumer.schedulePollTask(() -> follower.close());
  }
}
