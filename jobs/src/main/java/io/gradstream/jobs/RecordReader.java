package io.gradstream.jobs;

import io.gradstream.features.decode.EventDecoder;
import io.gradstream.features.event.Decoded;
import io.gradstream.features.event.Event;
import io.gradstream.learning.spec.TopicRecords;
import io.gradstream.operators.record.SourceRecord;
import io.gradstream.operators.record.SourceRecord.Mark;
import io.gradstream.operators.record.SourceRecord.Unusable;
import io.gradstream.operators.record.SourceRecord.Usable;
import io.gradstream.schemas.ConfluentFraming;
import io.gradstream.schemas.DeadLetter;
import io.gradstream.schemas.DeadLetter.Reason;
import io.gradstream.schemas.Position;
import java.time.Duration;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Makes a Kafka record a source record. Never throws: what cannot be used becomes a dead letter.
 * For one thread.
 */
final class RecordReader {

  /**
   * How far an event's time may lie ahead of its Kafka timestamp. Time never goes back, so a single
   * absurd time would end it for its partition.
   */
  static final Duration MOST_AHEAD = Duration.ofDays(366);

  /** How much of a record that is too large goes to the dead letters, in bytes. */
  static final int KEPT_OF_TOO_LARGE = 64 * 1024;

  private static final byte[] NO_BYTES = {};
  private static final long NO_TIME = -1;

  private final String learner;
  private final EventDecoder decoder;
  private final String timeName;
  private final int timeField; // -1: the Kafka record's timestamp

  RecordReader(String learner, UserTopic topic, int recordBytes) {
    this.learner = learner;
    decoder = TopicRecords.decoder(topic.format(), topic.schema(), recordBytes);
    timeName = topic.time().orElse("");
    timeField = topic.time().map(topic.schema()::indexOf).orElse(-1);
  }

  SourceRecord read(ConsumerRecord<byte[], byte[]> record) {
    Header mark = record.headers().lastHeader(TimeMarks.HEADER);
    if (mark != null && record.value() == null) {
      return mark(record, mark);
    }
    Header schemaId = record.headers().lastHeader(ConfluentFraming.VALUE_SCHEMA_HEADER);
    Decoded decoded = decoder.decode(record.value(), schemaId == null ? null : schemaId.value());
    if (decoded instanceof Decoded.Good good) {
      return timed(record, good.event());
    }
    Decoded.Bad bad = (Decoded.Bad) decoded;
    return unusable(record, bad.reason(), bad.field(), bad.message());
  }

  private SourceRecord mark(ConsumerRecord<byte[], byte[]> record, Header mark) {
    try {
      return new Mark(position(record, TimeMarks.time(mark)));
    } catch (IllegalArgumentException e) {
      return unusable(record, Reason.MALFORMED, TimeMarks.HEADER, e.getMessage());
    }
  }

  private SourceRecord timed(ConsumerRecord<byte[], byte[]> record, Event event) {
    long time = timeField < 0 ? record.timestamp() : time(event);
    if (time == NO_TIME) {
      return unusable(record, Reason.MISSING_FIELD, timeName, "the record has no time");
    }
    if (timeField >= 0 && time - record.timestamp() > MOST_AHEAD.toMillis()) {
      return unusable(
          record,
          Reason.OUT_OF_RANGE,
          timeName,
          "a time must be at most %d days ahead of the record's Kafka timestamp %d: %d"
              .formatted(MOST_AHEAD.toDays(), record.timestamp(), time));
    }
    return new Usable(event, record.value(), position(record, time));
  }

  private long time(Event event) {
    return event.isMissing(timeField) ? NO_TIME : event.time(timeField);
  }

  private static Position position(ConsumerRecord<byte[], byte[]> record, long time) {
    return new Position(time, record.topic(), record.partition(), record.offset());
  }

  private SourceRecord unusable(
      ConsumerRecord<byte[], byte[]> record, Reason reason, String field, String message) {
    return new Unusable(
        new DeadLetter(
            learner,
            reason,
            field,
            message,
            original(record.value(), reason),
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
