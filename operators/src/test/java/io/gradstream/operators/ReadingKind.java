package io.gradstream.operators;

import io.gradstream.operators.record.BinaryForm;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Made-up kinds: temperatures as an early release wrote them, as the next does, and others. */
enum ReadingKind implements Kind {
  /** Whole degrees. */
  WHOLE {
    @Override
    public BinaryForm<Reading> newForm() {
      return new WholeForm();
    }
  },
  /** With a fraction; takes over the whole ones. */
  FINE {
    @Override
    public BinaryForm<Reading> newForm() {
      return new FineForm();
    }

    @Override
    public boolean takesOver(Kind old) {
      return old == WHOLE;
    }
  },
  /** The same bytes, but nobody says that they mean the same. */
  STRANGE {
    @Override
    public BinaryForm<Reading> newForm() {
      return new FineForm();
    }
  };

  /** What a station measured. */
  record Reading(String station, double celsius) {}

  @Override
  public boolean takesOver(Kind old) {
    return false;
  }

  @Override
  public <T> CodecSerializerSnapshot<T> snapshot() {
    return new Snapshot<>(this);
  }

  /** Knows the made-up kinds. Public for Flink, which makes it by reflection. */
  public static final class Snapshot<T> extends CodecSerializerSnapshot<T> {

    /** For Flink. */
    public Snapshot() {}

    Snapshot(ReadingKind kind) {
      super(kind);
    }

    @Override
    Kind kind(String name) {
      return ReadingKind.valueOf(name);
    }
  }

  private static final class WholeForm implements BinaryForm<Reading> {
    @Override
    public void write(Reading value, DataOutput out) throws IOException {
      out.writeUTF(value.station());
      out.writeInt((int) value.celsius());
    }

    @Override
    public Reading read(DataInput in) throws IOException {
      return new Reading(in.readUTF(), in.readInt());
    }
  }

  private static final class FineForm implements BinaryForm<Reading> {
    @Override
    public void write(Reading value, DataOutput out) throws IOException {
      out.writeUTF(value.station());
      out.writeDouble(value.celsius());
    }

    @Override
    public Reading read(DataInput in) throws IOException {
      return new Reading(in.readUTF(), in.readDouble());
    }
  }
}
