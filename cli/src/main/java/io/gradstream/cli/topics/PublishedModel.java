package io.gradstream.cli.topics;

import io.gradstream.model.CorruptSnapshotException;
import io.gradstream.model.SnapshotCodec;
import io.gradstream.model.targets.NamedAnswer;
import io.gradstream.schemas.MalformedRecordException;
import io.gradstream.schemas.SnapshotMessage;
import io.gradstream.schemas.SnapshotMessageCodec;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * What the end of a models topic tells of a learner without its spec: how its answers are named.
 */
public final class PublishedModel {

  private static final Duration POLL = Duration.ofMillis(500);
  private static final int POLLS = 4;

  private PublishedModel() {}

  /** Names of the learner's outputs; empty when no model there can be read. */
  public static Optional<NamedAnswer> names(KafkaOptions kafka, String learner) throws IOException {
    SnapshotMessageCodec codec = new SnapshotMessageCodec();
    try (Consumer<byte[], byte[]> consumer = kafka.consumer()) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(OwnTopic.MODELS.of(learner)).stream()
              .map(found -> new TopicPartition(found.topic(), found.partition()))
              .toList();
      consumer.assign(partitions);
      consumer
          .endOffsets(partitions)
          .forEach((partition, end) -> consumer.seek(partition, Math.max(0, end - 1)));
      for (int i = 0; i < POLLS; i++) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          Optional<NamedAnswer> names = names(record.value(), codec);
          if (names.isPresent()) {
            return names;
          }
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<NamedAnswer> names(byte[] value, SnapshotMessageCodec codec) {
    try {
      return codec.decode(value).content() instanceof SnapshotMessage.Inline inline
          ? Optional.of(SnapshotCodec.decode(inline.bytes()).spec())
              .map(spec -> new NamedAnswer(spec.target().outputs(spec.features())))
          : Optional.empty();
    } catch (MalformedRecordException | CorruptSnapshotException e) {
      return Optional.empty(); // told by whoever wants the model itself
    }
  }
}
