package io.gradstream.features.decode;

import io.gradstream.features.event.BadFieldException;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.FieldValues;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Schema;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.ResolvingDecoder;

/** Reads one place of a resolved record, and what lies within, into an event's values. */
sealed interface AvroReading {

  /**
   * @param values of the event; those that are missing stay so
   * @throws UnlikeWriterException when the writer has something else there
   */
  void read(ResolvingDecoder in, FieldValues values) throws IOException;

  /** The fields of the event that are read here: their indexes. */
  IntStream targets();

  /**
   * A value of the event.
   *
   * @param target index of the field
   */
  record OfSlot(EventField field, int target, AvroSlot slot) implements AvroReading {
    @Override
    public void read(ResolvingDecoder in, FieldValues values) throws IOException {
      readPlain(in, values);
    }

    /** Reads it, resolved or as its writer wrote it. */
    void readPlain(Decoder in, FieldValues values) throws IOException {
      try {
        values.set(target, slot.read(in));
      } catch (BadFieldException e) {
        values.setAside(target, e);
      } catch (AvroTypeException e) {
        throw new UnlikeWriterException(this, field.name(), e);
      }
    }

    @Override
    public IntStream targets() {
      return IntStream.of(target);
    }
  }

  /**
   * A record.
   *
   * @param fields by their place in the reader's record
   */
  record OfRecord(AvroReading[] fields) implements AvroReading {
    @Override
    public void read(ResolvingDecoder in, FieldValues values) throws IOException {
      for (Schema.Field field : in.readFieldOrder()) {
        try {
          fields[field.pos()].read(in, values);
        } catch (AvroTypeException e) {
          throw new UnlikeWriterException(fields[field.pos()], field.name(), e);
        }
      }
    }

    @Override
    public IntStream targets() {
      return Arrays.stream(fields).flatMapToInt(AvroReading::targets);
    }
  }

  /** A map, by key. */
  record OfMap(Map<String, AvroReading> entries, Schema value) implements AvroReading {
    @Override
    public void read(ResolvingDecoder in, FieldValues values) throws IOException {
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

    @Override
    public IntStream targets() {
      return entries.values().stream().flatMapToInt(AvroReading::targets);
    }
  }

  /** One of several. */
  record OfUnion(AvroReading[] branches) implements AvroReading {
    @Override
    public void read(ResolvingDecoder in, FieldValues values) throws IOException {
      branches[in.readIndex()].read(in, values);
    }

    @Override
    public IntStream targets() {
      return Arrays.stream(branches).flatMapToInt(AvroReading::targets);
    }
  }

  /** What nobody asks for: null where a record might be. */
  record Passed(Schema schema) implements AvroReading {
    @Override
    public void read(ResolvingDecoder in, FieldValues values) throws IOException {
      AvroSkip.skip(schema, in);
    }

    @Override
    public IntStream targets() {
      return IntStream.empty();
    }
  }

  /** Null where the record with the event's fields might be: something is no more. */
  record Nothing() implements AvroReading {
    @Override
    public void read(ResolvingDecoder in, FieldValues values) throws IOException {
      in.readNull();
      values.setNothing();
    }

    @Override
    public IntStream targets() {
      return IntStream.empty();
    }
  }
}
