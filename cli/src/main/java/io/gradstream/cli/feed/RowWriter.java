package io.gradstream.cli.feed;

import io.gradstream.features.event.Decoded;
import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventBuilder;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldPath;
import io.gradstream.features.event.RecordField;
import io.gradstream.learning.spec.StreamFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.commons.csv.CSVRecord;

/** Reads a row's cells by the names of their columns, and writes them as a record's value. */
final class RowWriter {

  private final EventSchema read;
  private final EventBuilder reading;
  private final RecordFormat format;
  private final EventBuilder writing;

  /**
   * @param read the fields the learner reads
   */
  RowWriter(EventSchema read, StreamFormat format) {
    this.read = read;
    this.reading = new EventBuilder(read);
    this.format = RecordFormat.of(format, read);
    this.writing = new EventBuilder(this.format.schema());
  }

  /**
   * The row as the learner will read it.
   *
   * @throws InvalidDataException when a cell is not what its field must be
   */
  Event read(CSVRecord row) {
    return build(row, read.fields(), reading);
  }

  /**
   * The row as a record.
   *
   * @param read the row as {@link #read} gave it
   * @param time of the event or label
   */
  FeedRecord record(FeedRecord.Kind kind, String key, CSVRecord row, Event read, long time) {
    return new FeedRecord(
        kind, key, write(row), time, headers(read), timestamp(read), Optional.empty());
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

  /** The row as a record's value. */
  byte[] write(CSVRecord row) {
    EventSchema schema = format.schema();
    try {
      return format.writer().write(schema, build(row, schema.fields(), writing));
    } catch (IllegalArgumentException e) {
      throw new InvalidDataException("row " + row.getRecordNumber() + ": " + e.getMessage());
    }
  }

  private static Event build(CSVRecord row, List<EventField> fields, EventBuilder builder) {
    for (int i = 0; i < fields.size(); i++) {
      builder.setCell(i, cell(row, fields.get(i).name()));
    }
    Decoded decoded = builder.build();
    if (decoded instanceof Decoded.Good good) {
      return good.event();
    }
    Decoded.Bad bad = (Decoded.Bad) decoded;
    throw new InvalidDataException(
        "row %d, column %s: %s".formatted(row.getRecordNumber(), bad.field(), bad.message()));
  }

  /** The cell of a field, in the column of its name or of the same without escapes; else null. */
  static String cell(CSVRecord row, String field) {
    String column = row.isMapped(field) ? field : FieldPath.of(field).column();
    return row.isSet(column) ? row.get(column) : null;
  }

  String text(Event event, String field) {
    return event.text(read.indexOf(field));
  }

  /** The time a field holds; the fallback when there is no such field. */
  long time(Event event, Optional<String> field, long otherwise) {
    return field.map(name -> event.time(read.indexOf(name))).orElse(otherwise);
  }
}
