package io.gradstream.schemas;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.avro.io.BinaryEncoder;

/** The parts that records of several topics have in common. */
final class SharedRecords {

  private static final int ABSENT = 0;
  private static final int PRESENT = 1;

  private SharedRecords() {}

  static void writeVersion(Version version, BinaryEncoder out) throws IOException {
    out.writeLong(version.generation());
    out.writeLong(version.step());
  }

  static Version readVersion(BoundedDecoder in) {
    return new Version(in.readLong(), in.readLong());
  }

  static void writeOptionalVersion(Optional<Version> version, BinaryEncoder out)
      throws IOException {
    out.writeIndex(version.isPresent() ? PRESENT : ABSENT);
    if (version.isPresent()) {
      writeVersion(version.get(), out);
    }
  }

  static Optional<Version> readOptionalVersion(BoundedDecoder in) {
    return readPresence(in) ? Optional.of(readVersion(in)) : Optional.empty();
  }

  static void writeOptionalPosition(Optional<Position> position, BinaryEncoder out)
      throws IOException {
    out.writeIndex(position.isPresent() ? PRESENT : ABSENT);
    if (position.isPresent()) {
      Position present = position.get();
      out.writeLong(present.time());
      out.writeString(present.topic());
      out.writeInt(present.partition());
      out.writeLong(present.offset());
    }
  }

  static Optional<Position> readOptionalPosition(BoundedDecoder in) {
    return readPresence(in)
        ? Optional.of(new Position(in.readLong(), in.readString(), in.readInt(), in.readLong()))
        : Optional.empty();
  }

  static void writeOptionalDouble(boolean isPresent, double value, BinaryEncoder out)
      throws IOException {
    out.writeIndex(isPresent ? PRESENT : ABSENT);
    if (isPresent) {
      out.writeDouble(value);
    }
  }

  static OptionalDouble readOptionalDouble(BoundedDecoder in) {
    return readPresence(in) ? OptionalDouble.of(in.readDouble()) : OptionalDouble.empty();
  }

  private static boolean readPresence(BoundedDecoder in) {
    int branch = in.readIndex();
    if (branch != ABSENT && branch != PRESENT) {
      throw unknownBranch(branch);
    }
    return branch == PRESENT;
  }

  static MalformedRecordException unknownBranch(int branch) {
    return new MalformedRecordException("a union has no branch " + branch);
  }
}
