package io.gradstream.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.schemas.Lineage;
import io.gradstream.schemas.SnapshotMessage;
import io.gradstream.schemas.SnapshotMessageCodec;
import io.gradstream.schemas.Version;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ModelsTopicTest {

  private static final String TOPIC = "trips.models";
  private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);

  private static final byte[] DAMAGED = {2};

  private final List<byte[]> values = new ArrayList<>();
  private final SnapshotMessageCodec codec = new SnapshotMessageCodec();

  @Test
  void usageExample() {
    add("oslo", 3, new SnapshotMessage.Inline(new byte[1]));
    add("rome", 5, new SnapshotMessage.Inline(new byte[1]));
    add("oslo", 4, new SnapshotMessage.Inline(new byte[1]));

    assertThat(read().generation()).isEqualTo(5);
  }

  @Test
  void anEmptyTopicHasNoGeneration() {
    assertThat(read().generation()).isEqualTo(-1);
  }

  @Test
  void whatIsDamagedClaimsNothing() {
    add("oslo", 3, new SnapshotMessage.Inline(new byte[1]));
    add("oslo", Long.MAX_VALUE, new SnapshotMessage.Inline(DAMAGED));

    assertThat(read().generation()).isEqualTo(3);
  }

  @Test
  void onlyTheNewestRecordOfAKeyRefersToItsFile() {
    add("oslo", 1, file("a"));
    add("oslo", 1, file("b"));
    add("rome", 1, file("c"));
    add("rome", 1, new SnapshotMessage.Inline(new byte[1]));

    assertThat(read().files()).containsExactly("b");
  }

  @Test
  void whatIsNoSnapshotIsLeftOut() {
    values.add("noise".getBytes(StandardCharsets.UTF_8));
    values.add(null);
    add("oslo", 1, file("a"));

    assertThat(read()).isEqualTo(new ModelsTopic(1, 1, Set.of("a")));
  }

  private void add(String key, long generation, SnapshotMessage.Content content) {
    values.add(
        codec.encode(
            new SnapshotMessage("trips", key, new Version(generation, 7), Lineage.NONE, content)));
  }

  private static SnapshotMessage.Reference file(String name) {
    return new SnapshotMessage.Reference(name, 1, 2);
  }

  private ModelsTopic read() {
    MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    Node[] nobody = {};
    consumer.updatePartitions(
        TOPIC, List.of(new PartitionInfo(TOPIC, 0, Node.noNode(), nobody, nobody)));
    consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
    consumer.updateEndOffsets(Map.of(PARTITION, (long) values.size()));
    consumer.schedulePollTask(
        () -> {
          for (int offset = 0; offset < values.size(); offset++) {
            consumer.addRecord(
                new ConsumerRecord<>(TOPIC, 0, offset, new byte[1], values.get(offset)));
          }
        });
    return ModelsTopic.read(
        consumer,
        TOPIC,
        message ->
            !(message.content() instanceof SnapshotMessage.Inline inline
                && Arrays.equals(inline.bytes(), DAMAGED)));
  }
}
