package io.gradstream.cli.feed;

import io.gradstream.features.event.Decoded;
import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.RecordField;
import io.gradstream.learning.spec.StreamFormat;
import io.gradstream.schemas.DeadLetter.Reason;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Writes one kind of a row's records, and reads in it what the learner will. */
final class RowWriter {

  private final EventSchema read;
  private final RecordFormat format;

  /**
   * @param read the fields the learner reads
   */
  RowWriter(EventSchema read, StreamFormat format) {
    this.read = read;
    this.format = RecordFormat.of(format, read);
  }

  /**
   * A record of a row.
   *
   * @param written as the record holds it
   * @param read as the learner reads it
   * @param time of the event or label
   * @throws BadRowException when a cell is not what its field must be
   */
  FeedRecord record(FeedRecord.Kind kind, String key, Decoded written, Event read, long time) {
    return new FeedRecord(
        kind, key, write(written), time, headers(read), timestamp(read), Optional.empty());
  }

  private Map<String, String> headers(Event event) {
    Map<String, String> headers = new TreeMap<>();
    for (int i = 0; i < read.fields().size(); i++) {
      int field = i;
      RecordField.of(read.fields().get(i).name())
          .filter(of -> of.part() == RecordField.Part.HEADER && !event.isMissing(field))
          .ifPresent(of -> headers.put(of.header(), event.text(field)));
    }
    return headers;
  }

  private OptionalLong timestamp(Event event) {
    int field = read.indexOf(RecordField.TIMESTAMP);
    return field < 0 || event.isMissing(field)
        ? OptionalLong.empty()
        : OptionalLong.of(((Number) event.value(field)).longValue());
  }

  /**
   * A record's value.
   *
   * @param record as it is written
   * @throws BadRowException when a cell is not what its field must be
   */
  byte[] write(Decoded record) {
    try {
      return format.writer().write(format.schema(), good(record));
    } catch (IllegalArgumentException e) {
      throw new BadRowException(Reason.WRONG_TYPE, e.getMessage());
    }
  }

  /**
   * What a row can be used for.
   *
   * @throws BadRowException when it cannot
   */
  static Event good(Decoded record) {
    if (record instanceof Decoded.Bad bad) {
      throw new BadRowException(bad.reason(), bad.message());
    }
    if (record instanceof Decoded.Good good) {
      return good.event();
    }
    throw new BadRowException(
        Reason.MALFORMED, "it says that something is gone, and holds no event");
  }

  /** What a field says; null for nothing. */
  String text(Event event, String field) {
    int index = read.indexOf(field);
    return index < 0 || event.isMissing(index) ? null : event.text(index);
  }

  /** The time a field holds; the fallback when there is no such field, or nothing in it. */
  long time(Event event, Optional<String> field, long otherwise) {
    int index = field.map(read::indexOf).orElse(-1);
    return index < 0 || event.isMissing(index) ? otherwise : event.time(index);
  }
}
