package io.gradstream.jobs;

import io.gradstream.features.event.Decoded;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.TopicRecords.Registries;
import io.gradstream.learning.spec.UserTopic;
import io.gradstream.operators.record.SourceRecord;
import io.gradstream.operators.record.SourceRecord.Mark;
import io.gradstream.operators.record.SourceRecord.Tombstone;
import io.gradstream.operators.record.SourceRecord.Unusable;
import io.gradstream.operators.record.SourceRecord.Usable;
import io.gradstream.schemas.DeadLetter;
import io.gradstream.schemas.Position;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** One of a user's topics, for whoever reads it as a learner's job does. For one thread. */
public final class UserRecords {

  /** Takes what a record turned out to be. */
  public interface Taker<T> {

    /**
     * An event or a label, at its own time.
     *
     * @param badLabel what is wrong with the label that an event holds itself, and is without here
     */
    T usable(Decoded.Good event, Position position, Optional<Decoded.Bad> badLabel);

    /** The partition has reached a time. */
    T mark(Position position);

    /** A record that says that something is no more, and that a job leaves out. */
    T tombstone(Position position);

    /** A record that a job would put among its dead letters. */
    T unusable(DeadLetter letter);
  }

  private final String topic;
  private final RecordReader reader;

  private UserRecords(LearnerSpec spec, UserTopic topic, Registries registries) {
    this.topic = topic.name();
    reader = new RecordReader(spec.name(), topic, spec.limits().recordBytes(), registries);
  }

  public static UserRecords events(LearnerSpec spec, Registries registries) {
    return new UserRecords(spec, UserTopic.events(spec), registries);
  }

  /** Absent when the labels stand in the events. */
  public static Optional<UserRecords> labels(LearnerSpec spec, Registries registries) {
    return UserTopic.labels(spec).map(topic -> new UserRecords(spec, topic, registries));
  }

  /** Its name. */
  public String topic() {
    return topic;
  }

  /** Reads a record. */
  public <T> T read(ConsumerRecord<byte[], byte[]> record, Taker<T> taker) {
    SourceRecord read = reader.read(record);
    if (read instanceof Usable usable) {
      return taker.usable(
          new Decoded.Good(usable.event(), usable.setAside()),
          usable.position(),
          usable.badLabel());
    }
    if (read instanceof Tombstone tombstone) {
      return taker.tombstone(tombstone.position());
    }
    return read instanceof Mark mark
        ? taker.mark(mark.position())
        : taker.unusable(((Unusable) read).letter());
  }
}
