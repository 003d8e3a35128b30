package io.gradstream.features.decode;

import io.gradstream.features.event.BadFieldException;
import io.gradstream.features.event.Decoded;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldRules;
import io.gradstream.features.event.FieldValues;
import io.gradstream.features.event.RecordField;
import io.gradstream.schemas.ConfluentFraming;
import io.gradstream.schemas.DeadLetter.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Reads a whole record: its value by a format, and what stands beside it, which is text in UTF-8
 * where it is the key or a header. Such text is read as a cell of a data file is: a number is one.
 * Not thread safe.
 */
public final class TopicRecordDecoder {

  /** A field beside the value, and its place in the event. */
  private record Beside(EventField field, RecordField part, int index) {}

  private final EventSchema schema;
  private final List<Beside> beside = new ArrayList<>();
  private final int[] within; // [fields of the value]: index in the event
  private final EventDecoder value;
  private final FieldValues values;

  /**
   * @param format reads the fields of a schema from a value
   */
  public TopicRecordDecoder(EventSchema schema, Function<EventSchema, EventDecoder> format) {
    this.schema = schema;
    this.values = new FieldValues(schema);
    List<EventField> inValue = new ArrayList<>();
    List<Integer> indexes = new ArrayList<>();
    for (int i = 0; i < schema.fields().size(); i++) {
      EventField field = schema.fields().get(i);
      int index = i;
      RecordField.of(field.name())
          .ifPresentOrElse(
              part -> beside.add(new Beside(field, part, index)),
              () -> {
                inValue.add(field);
                indexes.add(index);
              });
    }
    within = indexes.stream().mapToInt(Integer::intValue).toArray();
    value = format.apply(beside.isEmpty() ? schema : new EventSchema(inValue, schema.zone()));
  }

  /**
   * @throws RegistryUnavailableException as {@link EventDecoder#decode}
   */
  public Decoded decode(TopicRecord record) {
    Decoded decoded =
        value.decode(record.value(), record.headers().apply(ConfluentFraming.VALUE_SCHEMA_HEADER));
    return beside.isEmpty() || !(decoded instanceof Decoded.Good good)
        ? decoded
        : with(good, record);
  }

  private Decoded with(Decoded.Good inValue, TopicRecord record) {
    values.clear();
    values.take(inValue, within);
    try {
      for (Beside field : beside) {
        read(field, record);
      }
      return values.event();
    } catch (BadFieldException e) {
      return e.toDecoded();
    }
  }

  private void read(Beside field, TopicRecord record) {
    try {
      values.set(field.index, value(field, record));
    } catch (BadFieldException e) {
      values.setAside(field.index, e);
    }
  }

  private Object value(Beside beside, TopicRecord record) {
    EventField field = beside.field;
    return switch (beside.part.part()) {
      case KEY -> text(field, record.key());
      case HEADER -> text(field, record.headers().apply(beside.part.header()));
      case TOPIC -> FieldRules.fromText(field, record.topic(), schema.zone());
      case PARTITION -> FieldRules.fromWhole(field, record.partition());
      case TIMESTAMP ->
          record.timestamp() < 0
              ? FieldRules.missing(field)
              : FieldRules.fromTime(field, record.timestamp());
    };
  }

  private Object text(EventField field, byte[] bytes) {
    if (bytes == null) {
      return FieldRules.missing(field);
    }
    if (bytes.length > 0 && bytes[0] == 0) {
      throw noText(field, "bytes that begin with 0, as those of a schema id or a number do");
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return FieldRules.fromCell(field, text, schema.zone());
    } catch (CharacterCodingException e) {
      throw noText(field, bytes.length + " other bytes");
    }
  }

  private static BadFieldException noText(EventField field, String found) {
    return new BadFieldException(
        Reason.WRONG_TYPE,
        field.name(),
        "%s must be text in UTF-8: found %s".formatted(field.name(), found));
  }
}
