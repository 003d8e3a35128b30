package io.gradstream.serving.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.model.ModelSpec;
import io.gradstream.schemas.SnapshotMessage;
import io.gradstream.schemas.SnapshotMessageCodec;
import io.gradstream.schemas.Version;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class NewestSpecTest {

  private static final String TOPIC = "flight-delays.models";
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final ModelSpec OLDER = Flights.spec(Flights.LATE);
  private static final ModelSpec NEWER = Flights.spec(Flights.MINUTES);

  private final Topic topic = new Topic();

  @Test
  void usageExample() {
    topic.add(0, message(NEWER, new Version(2, 1)));
    topic.add(1, message(OLDER, new Version(1, 9)));

    assertThat(read()).contains(NEWER);
  }

  @Test
  void itIsLookedForFartherBackWhereNoneIsNear() {
    topic.add(0, message(OLDER, new Version(1, 9)));
    IntStream.range(0, 100).forEach(i -> topic.add(0, null));

    assertThat(read()).contains(OLDER);
  }

  @Test
  void oneThatCannotBeReadGivesWayToTheNext() {
    SnapshotMessage elsewhere =
        new SnapshotMessage(
            Flights.LEARNER,
            "",
            new Version(3, 1),
            Flights.LINEAGE,
            new SnapshotMessage.Reference("0".repeat(32) + ".snapshot", 5, 7));
    topic.add(0, message(NEWER, new Version(2, 1)));
    topic.add(0, new SnapshotMessageCodec().encode(elsewhere));
    topic.add(0, new byte[] {1, 2, 3});

    assertThat(read()).contains(NEWER);
  }

  @Test
  void theNewestIsTakenWhereverItStandsAmongOthers() {
    topic.add(0, message(OLDER, new Version(1, 8)));
    topic.add(0, message(NEWER, new Version(2, 1)));
    topic.add(0, message(OLDER, new Version(1, 9)));
    topic.add(1, message(OLDER, new Version(2, 0)));

    assertThat(read()).contains(NEWER);
  }

  @Test
  void thereMayBeNone() {
    assertThat(read()).isEmpty();
    topic.add(0, null);
    assertThat(read()).isEmpty();
  }

  private Optional<ModelSpec> read() {
    try (Consumer consumer = new Consumer(topic)) {
      return NewestSpec.read(consumer, Flights.LEARNER, Optional.empty(), PATIENCE);
    }
  }

  private static byte[] message(ModelSpec spec, Version version) {
    return new SnapshotMessageCodec().encode(Flights.message(spec, "", version));
  }

  /** Records of two partitions. */
  private static final class Topic {

    private final List<List<byte[]>> partitions = List.of(new ArrayList<>(), new ArrayList<>());

    void add(int partition, byte[] value) {
      partitions.get(partition).add(value);
    }
  }

  /** Reads the topic as often as it is told to. */
  private static final class Consumer extends MockConsumer<byte[], byte[]> {

    private final Topic topic;

    Consumer(Topic topic) {
      super("earliest");
      this.topic = topic;
      updatePartitions(
          TOPIC,
          IntStream.range(0, 2)
              .mapToObj(partition -> new PartitionInfo(TOPIC, partition, null, null, null))
              .toList());
      for (int partition = 0; partition < 2; partition++) {
        TopicPartition at = new TopicPartition(TOPIC, partition);
        updateBeginningOffsets(Map.of(at, 0L));
        updateEndOffsets(Map.of(at, (long) topic.partitions.get(partition).size()));
      }
    }

    @Override
    public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
      for (TopicPartition at : assignment()) {
        List<byte[]> values = topic.partitions.get(at.partition());
        for (int offset = 0; offset < values.size(); offset++) {
          addRecord(new ConsumerRecord<>(TOPIC, at.partition(), offset, null, values.get(offset)));
        }
      }
      return super.poll(timeout);
    }
  }
}
