package io.gradstream.schemas;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.avro.io.BinaryEncoder;

/** The parts that records of several topics have in common. */
final class SharedRecords {

  private static final int ABSENT = 0;
  private static final int PRESENT = 1;
  private static final int INLINE = 0; // content
  private static final int REFERENCE = 1;

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
    writePresence(version.isPresent(), out);
    if (version.isPresent()) {
      writeVersion(version.get(), out);
    }
  }

  static Optional<Version> readOptionalVersion(BoundedDecoder in) {
    return readPresence(in) ? Optional.of(readVersion(in)) : Optional.empty();
  }

  static void writeOptionalPosition(Optional<Position> position, BinaryEncoder out)
      throws IOException {
    writePresence(position.isPresent(), out);
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
    writePresence(isPresent, out);
    if (isPresent) {
      out.writeDouble(value);
    }
  }

  static OptionalDouble readOptionalDouble(BoundedDecoder in) {
    return readPresence(in) ? OptionalDouble.of(in.readDouble()) : OptionalDouble.empty();
  }

  static boolean readPresence(BoundedDecoder in) {
    int branch = in.readIndex();
    if (branch != ABSENT && branch != PRESENT) {
      throw unknownBranch(branch);
    }
    return branch == PRESENT;
  }

  static void writePresence(boolean isPresent, BinaryEncoder out) throws IOException {
    out.writeIndex(isPresent ? PRESENT : ABSENT);
  }

  /** A snapshot, or where it is. */
  static void writeContent(SnapshotMessage.Content content, BinaryEncoder out) throws IOException {
    if (content instanceof SnapshotMessage.Inline inline) {
      out.writeIndex(INLINE);
      out.writeBytes(inline.bytes());
    } else if (content instanceof SnapshotMessage.Reference reference) {
      out.writeIndex(REFERENCE);
      out.writeString(reference.uri());
      out.writeLong(reference.length());
      out.writeLong(reference.crc32c());
    } else {
      throw new IllegalStateException("content without a place in the schema: " + content);
    }
  }

  static SnapshotMessage.Content readContent(BoundedDecoder in) {
    int branch = in.readIndex();
    return switch (branch) {
      case INLINE -> new SnapshotMessage.Inline(in.readBytes());
      case REFERENCE ->
          new SnapshotMessage.Reference(in.readString(), in.readLong(), in.readLong());
      default -> throw unknownBranch(branch);
    };
  }

  static MalformedRecordException unknownBranch(int branch) {
    return new MalformedRecordException("a union has no branch " + branch);
  }
}
