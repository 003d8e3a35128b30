package io.gradstream.jobs;

import io.gradstream.features.decode.LabelApart;
import io.gradstream.features.decode.SchemaRegistry;
import io.gradstream.features.decode.TopicRecord;
import io.gradstream.features.decode.TopicRecordDecoder;
import io.gradstream.features.event.Decoded;
import io.gradstream.learning.spec.RecordTimes;
import io.gradstream.learning.spec.StreamFormat.HttpRegistryAt;
import io.gradstream.learning.spec.TopicRecords.Registries;
import io.gradstream.learning.spec.UserTopic;
import io.gradstream.operators.record.SourceRecord;
import io.gradstream.operators.record.SourceRecord.Mark;
import io.gradstream.operators.record.SourceRecord.Tombstone;
import io.gradstream.operators.record.SourceRecord.Unusable;
import io.gradstream.operators.record.SourceRecord.Usable;
import io.gradstream.schemas.DeadLetter;
import io.gradstream.schemas.DeadLetter.Reason;
import io.gradstream.schemas.Position;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Makes a Kafka record a source record. What cannot be used becomes a dead letter, but for the
 * label that an event holds: without it the event is one all the same. A schema registry that does
 * not answer is waited for, and throws only when that wait is ended. For one thread.
 */
final class RecordReader {

  /** How much of a record that is too large goes to the dead letters, in bytes. */
  static final int KEPT_OF_TOO_LARGE = 64 * 1024;

  private static final byte[] NO_BYTES = {};

  private final String learner;
  private final TopicRecordDecoder records;
  private final String ownLabel; // empty text: none
  private final RecordTimes times;
  private final UnaryOperator<Decoded> leftOut;

  RecordReader(String learner, UserTopic topic, int recordBytes, Registries registries) {
    this.learner = learner;
    Map<HttpRegistryAt, SchemaRegistry> asked = new HashMap<>();
    Registries once = place -> asked.computeIfAbsent(place, registries::at);
    records = topic.decoder(recordBytes, once);
    ownLabel = topic.ownLabel();
    times = new RecordTimes(topic);
    leftOut = topic.without().reading(topic.schema());
  }

  SourceRecord read(ConsumerRecord<byte[], byte[]> record) {
    Header mark = record.headers().lastHeader(TimeMarks.HEADER);
    if (mark != null && record.value() == null) {
      return mark(record, mark);
    }
    LabelApart read = LabelApart.of(records.decode(whole(record)), ownLabel);
    Decoded event = leftOut.apply(read.event());
    if (event instanceof Decoded.Good good) {
      return timed(record, good, read.label());
    }
    if (event instanceof Decoded.Empty) {
      return new Tombstone(position(record, record.timestamp()));
    }
    return unusable(record, (Decoded.Bad) event);
  }

  private static TopicRecord whole(ConsumerRecord<byte[], byte[]> record) {
    return new TopicRecord(
        record.topic(),
        record.partition(),
        record.timestamp(),
        record.key(),
        record.value(),
        name -> {
          Header header = record.headers().lastHeader(name);
          return header == null ? null : header.value();
        });
  }

  private SourceRecord mark(ConsumerRecord<byte[], byte[]> record, Header mark) {
    try {
      return new Mark(position(record, TimeMarks.time(mark)));
    } catch (IllegalArgumentException e) {
      return unusable(record, new Decoded.Bad(Reason.MALFORMED, TimeMarks.HEADER, e.getMessage()));
    }
  }

  private SourceRecord timed(
      ConsumerRecord<byte[], byte[]> record, Decoded.Good read, Optional<Decoded.Bad> badLabel) {
    Optional<Decoded.Bad> fault = times.fault(read.event(), record.timestamp());
    if (fault.isPresent()) {
      return unusable(record, fault.get());
    }
    Position position = position(record, times.of(read.event(), record.timestamp()));
    return new Usable(read.event(), record.value(), position, badLabel, read.setAside());
  }

  private static Position position(ConsumerRecord<byte[], byte[]> record, long time) {
    return new Position(time, record.topic(), record.partition(), record.offset());
  }

  private SourceRecord unusable(ConsumerRecord<byte[], byte[]> record, Decoded.Bad bad) {
    return new Unusable(
        new DeadLetter(
            learner,
            bad.reason(),
            bad.field(),
            bad.message(),
            original(record.value(), bad.reason()),
            record.topic(),
            record.partition(),
            record.offset(),
            record.timestamp()));
  }

  private static byte[] original(byte[] value, Reason reason) {
    if (value == null) {
      return NO_BYTES;
    }
    return reason == Reason.TOO_LARGE && value.length > KEPT_OF_TOO_LARGE
        ? Arrays.copyOf(value, KEPT_OF_TOO_LARGE)
        : value;
  }
}
