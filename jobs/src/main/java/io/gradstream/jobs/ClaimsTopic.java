package io.gradstream.jobs;

import io.gradstream.schemas.BoundedLog;
import io.gradstream.schemas.CheckpointId;
import io.gradstream.schemas.Claim;
import io.gradstream.schemas.Claim.Begun;
import io.gradstream.schemas.Claim.Completed;
import io.gradstream.schemas.Claim.Reached;
import io.gradstream.schemas.ClaimCodec;
import io.gradstream.schemas.MalformedRecordException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.LoggerFactory;

/** What stands on a learner's claims topic. A record that is no claim claims nothing. */
final class ClaimsTopic {

  private static final long NONE = -1;

  private final BoundedLog log = new BoundedLog(LoggerFactory.getLogger(ClaimsTopic.class));
  private final ClaimCodec codec = new ClaimCodec();
  private long greatest = NONE;
  private Optional<Begun> begun = Optional.empty();
  private Optional<Completed> completed = Optional.empty();
  private Optional<Reached> reached = Optional.empty();

  private ClaimsTopic() {}

  /** Reads what can be read now: not what stands behind an open transaction, of one who died. */
  static ClaimsTopic readable(Consumer<byte[], byte[]> consumer, String topic) {
    ClaimsTopic claims = new ClaimsTopic();
    TopicReading.readAll(consumer, topic, claims::add);
    return claims;
  }

  /** Reads the topic from its beginning to where it ends now. */
  static ClaimsTopic read(KafkaClients clients, Consumer<byte[], byte[]> consumer, String topic) {
    ClaimsTopic claims = new ClaimsTopic();
    TopicPartition partition = new TopicPartition(topic, 0);
    TopicReading.read(
        consumer,
        consumer.beginningOffsets(List.of(partition)),
        clients.ends(partition),
        claims::add);
    return claims;
  }

  private void add(ConsumerRecord<byte[], byte[]> record) {
    try {
      add(codec.decode(record.value()));
    } catch (MalformedRecordException e) {
      log.warn("Left out a record that is no claim: {} offset {}", record.topic(), record.offset());
    }
  }

  private void add(Claim claim) {
    greatest = Math.max(greatest, claim.run());
    if (claim instanceof Begun of && of.run() >= lastBegun()) {
      begun = Optional.of(of);
    } else if (claim instanceof Completed of) {
      completed = Optional.of(of);
    } else if (claim instanceof Reached of) {
      reached = Optional.of(of);
    }
  }

  /** The greatest number of a run so far; -1 when there is none. */
  long greatest() {
    return greatest;
  }

  /** The run that has begun last; -1 when none has. */
  long lastBegun() {
    return begun.map(Begun::run).orElse(NONE);
  }

  /** When it began. */
  Instant lastBeganAt() {
    return Instant.ofEpochMilli(begun.map(Begun::time).orElse(0L));
  }

  /**
   * The newest checkpoint of the learner, the last run's. While that has completed none, whatever
   * it may have published was made of it alone: nobody else's state is newer.
   */
  CheckpointId newest() {
    if (begun.isEmpty()) {
      return CheckpointId.NONE;
    }
    return new CheckpointId(
        lastBegun(),
        completed.filter(of -> of.run() == lastBegun()).map(Completed::checkpoint).orElse(0L));
  }

  /** How far a branch has been learned at most. */
  OptionalLong reached(long branch) {
    return reached.isPresent() && reached.get().branch() == branch
        ? OptionalLong.of(reached.get().time())
        : OptionalLong.empty();
  }
}
