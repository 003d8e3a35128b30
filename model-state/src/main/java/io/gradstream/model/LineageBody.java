package io.gradstream.model;

import io.gradstream.schemas.BoundedDecoder;
import io.gradstream.schemas.Lineage;
import io.gradstream.schemas.MalformedRecordException;
import io.gradstream.schemas.PartitionProgress;
import io.gradstream.schemas.Position;
import io.gradstream.schemas.Version;
import java.io.IOException;
import java.util.Optional;
import org.apache.avro.io.BinaryEncoder;

/** A {@link Lineage} as every {@code snapshot-VERSION.avsc} lays it out. */
final class LineageBody {

  /** The first format that says which version a model went back to. */
  static final int SOURCES = 6;

  private LineageBody() {}

  static void write(int format, Lineage lineage, BinaryEncoder out) throws IOException {
    out.writeIndex(lineage.learnedThrough().isPresent() ? 1 : 0);
    if (lineage.learnedThrough().isPresent()) {
      Position position = lineage.learnedThrough().get();
      out.writeLong(position.time());
      out.writeString(position.topic());
      out.writeInt(position.partition());
      out.writeLong(position.offset());
    }
    out.writeLong(lineage.examples());
    out.writeLong(lineage.skipped());
    AvroArrays.write(lineage.partitions(), out, LineageBody::writeProgress);
    if (format >= SOURCES) {
      out.writeIndex(lineage.source().isPresent() ? 1 : 0);
      if (lineage.source().isPresent()) {
        out.writeLong(lineage.source().get().generation());
        out.writeLong(lineage.source().get().step());
      }
    }
  }

  static Lineage read(int format, BoundedDecoder in) {
    return new Lineage(
        readLearnedThrough(in),
        in.readLong(),
        in.readLong(),
        AvroArrays.read(in, LineageBody::readProgress),
        format >= SOURCES ? readSource(in) : Optional.empty());
  }

  private static Optional<Version> readSource(BoundedDecoder in) {
    int branch = in.readIndex();
    return switch (branch) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(new Version(in.readLong(), in.readLong()));
      default -> throw new MalformedRecordException("source has no branch " + branch);
    };
  }

  private static Optional<Position> readLearnedThrough(BoundedDecoder in) {
    int branch = in.readIndex();
    return switch (branch) {
      case 0 -> Optional.empty();
      case 1 ->
          Optional.of(new Position(in.readLong(), in.readString(), in.readInt(), in.readLong()));
      default -> throw new MalformedRecordException("learnedThrough has no branch " + branch);
    };
  }

  private static void writeProgress(PartitionProgress progress, BinaryEncoder out)
      throws IOException {
    out.writeString(progress.topic());
    out.writeInt(progress.partition());
    out.writeLong(progress.highestLearned());
    out.writeLong(progress.lowestWaiting());
  }

  private static PartitionProgress readProgress(BoundedDecoder in) {
    return new PartitionProgress(in.readString(), in.readInt(), in.readLong(), in.readLong());
  }
}
