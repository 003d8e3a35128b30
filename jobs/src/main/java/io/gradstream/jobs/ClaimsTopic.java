package io.gradstream.jobs;

import io.gradstream.schemas.CheckpointId;
import io.gradstream.schemas.Claim;
import io.gradstream.schemas.Claim.Begun;
import io.gradstream.schemas.Claim.Completed;
import io.gradstream.schemas.Claim.Reached;
import io.gradstream.schemas.ClaimCodec;
import io.gradstream.schemas.MalformedRecordException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What stands on a learner's claims topic. A record that is no claim claims nothing. */
final class ClaimsTopic {

  private static final Logger LOG = LoggerFactory.getLogger(ClaimsTopic.class);
  private static final long NONE = -1;

  private final ClaimCodec codec = new ClaimCodec();
  private long greatest = NONE;
  private Optional<Begun> begun = Optional.empty();
  private Optional<Completed> completed = Optional.empty();
  private Optional<Reached> reached = Optional.empty();

  private ClaimsTopic() {}

  /** Reads the topic from its beginning to where it ends now. */
  static ClaimsTopic read(Consumer<byte[], byte[]> consumer, String topic) {
    ClaimsTopic claims = new ClaimsTopic();
    TopicReading.readAll(consumer, topic, claims::add);
    return claims;
  }

  private void add(ConsumerRecord<byte[], byte[]> record) {
    try {
      add(codec.decode(record.value()));
    } catch (MalformedRecordException e) {
      LOG.warn("Left out a record that is no claim: {} offset {}", record.topic(), record.offset());
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

  /** The newest checkpoint of the learner: the last run's, or while it has none the one it took. */
  CheckpointId newest() {
    if (completed.isPresent() && completed.get().run() == lastBegun()) {
      return new CheckpointId(lastBegun(), completed.get().checkpoint());
    }
    return begun.map(Begun::from).orElse(CheckpointId.NONE);
  }

  /** How far a branch has been learned at most. */
  OptionalLong reached(long branch) {
    return reached.isPresent() && reached.get().branch() == branch
        ? OptionalLong.of(reached.get().time())
        : OptionalLong.empty();
  }
}
