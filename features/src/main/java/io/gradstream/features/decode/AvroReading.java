package io.gradstream.features.decode;

import io.gradstream.features.event.BadFieldException;
import io.gradstream.features.event.EventField;
import io.gradstream.schemas.DeadLetter.Reason;
import java.io.IOException;
import java.util.Map;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Schema;
import org.apache.avro.io.ResolvingDecoder;

/** Reads one place of a resolved record, and what lies within, into an event's values. */
sealed interface AvroReading {

  /**
   * @param values of the event; those that are missing stay null
   */
  void read(ResolvingDecoder in, Object[] values) throws IOException;

  /**
   * A value of the event.
   *
   * @param target index of the field
   */
  record OfSlot(EventField field, int target, AvroSlot slot) implements AvroReading {
    @Override
    public void read(ResolvingDecoder in, Object[] values) throws IOException {
      try {
        values[target] = slot.read(in);
      } catch (AvroTypeException e) {
        throw unlikeWriter(field.name(), e);
      }
    }
  }

  /**
   * A record.
   *
   * @param fields by their place in the reader's record
   */
  record OfRecord(AvroReading[] fields) implements AvroReading {
    @Override
    public void read(ResolvingDecoder in, Object[] values) throws IOException {
      for (Schema.Field field : in.readFieldOrder()) {
        try {
          fields[field.pos()].read(in, values);
        } catch (AvroTypeException e) {
          throw unlikeWriter(field.name(), e);
        }
      }
    }
  }

  /** A map, by key. */
  record OfMap(Map<String, AvroReading> entries, Schema value) implements AvroReading {
    @Override
    public void read(ResolvingDecoder in, Object[] values) throws IOException {
      for (long block = in.readMapStart(); block > 0; block = in.mapNext()) {
        for (long i = 0; i < block; i++) {
          AvroReading reading = entries.get(in.readString());
          if (reading == null) {
            AvroSkip.skip(value, in);
          } else {
            reading.read(in, values);
          }
        }
      }
    }
  }

  /** One of several. */
  record OfUnion(AvroReading[] branches) implements AvroReading {
    @Override
    public void read(ResolvingDecoder in, Object[] values) throws IOException {
      branches[in.readIndex()].read(in, values);
    }
  }

  /** What nobody asks for: null where a record might be. */
  record Passed(Schema schema) implements AvroReading {
    @Override
    public void read(ResolvingDecoder in, Object[] values) throws IOException {
      AvroSkip.skip(schema, in);
    }
  }

  private static BadFieldException unlikeWriter(String name, AvroTypeException e) {
    return new BadFieldException(
        Reason.WRONG_TYPE, name, name + " cannot be read from its writer: " + e.getMessage());
  }
}
