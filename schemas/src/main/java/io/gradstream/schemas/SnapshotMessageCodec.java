package io.gradstream.schemas;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.io.BinaryEncoder;

/**
 * Values of the models topic, in Avro's single-object encoding. Reuses its buffers: one instance
 * for each thread.
 */
public final class SnapshotMessageCodec {

  private static final int INLINE = 0;
  private static final int REFERENCE = 1;

  private final SingleObjectCodec<SnapshotMessage> codec =
      new SingleObjectCodec<>(Contract.SNAPSHOT_MESSAGE, new Body());

  public byte[] encode(SnapshotMessage message) {
    return codec.encode(message);
  }

  /**
   * @throws MalformedRecordException when the bytes are no snapshot message
   */
  public SnapshotMessage decode(byte[] bytes) {
    return codec.decode(bytes);
  }

  private static final class Body implements RecordBody<SnapshotMessage> {

    @Override
    public void write(SnapshotMessage value, BinaryEncoder out) throws IOException {
      out.writeString(value.learner());
      out.writeString(value.key());
      SharedRecords.writeVersion(value.version(), out);
      writeLineage(value.lineage(), out);
      writeContent(value.content(), out);
    }

    @Override
    public SnapshotMessage read(BoundedDecoder in) {
      return new SnapshotMessage(
          in.readString(),
          in.readString(),
          SharedRecords.readVersion(in),
          readLineage(in),
          readContent(in));
    }

    private static void writeLineage(Lineage lineage, BinaryEncoder out) throws IOException {
      SharedRecords.writeOptionalPosition(lineage.learnedThrough(), out);
      out.writeLong(lineage.examples());
      out.writeLong(lineage.skipped());
      out.writeArrayStart();
      out.setItemCount(lineage.partitions().size());
      for (PartitionProgress progress : lineage.partitions()) {
        out.startItem();
        out.writeString(progress.topic());
        out.writeInt(progress.partition());
        out.writeLong(progress.highestLearned());
        out.writeLong(progress.lowestWaiting());
      }
      out.writeArrayEnd();
    }

    private static Lineage readLineage(BoundedDecoder in) {
      Optional<Position> learnedThrough = SharedRecords.readOptionalPosition(in);
      long examples = in.readLong();
      long skipped = in.readLong();
      List<PartitionProgress> partitions = new ArrayList<>();
      for (long count = in.readArrayStart(); count > 0; count = in.arrayNext()) {
        for (long i = 0; i < count; i++) {
          partitions.add(
              new PartitionProgress(in.readString(), in.readInt(), in.readLong(), in.readLong()));
        }
      }
      return new Lineage(learnedThrough, examples, skipped, partitions);
    }

    private static void writeContent(SnapshotMessage.Content content, BinaryEncoder out)
        throws IOException {
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

    private static SnapshotMessage.Content readContent(BoundedDecoder in) {
      int branch = in.readIndex();
      return switch (branch) {
        case INLINE -> new SnapshotMessage.Inline(in.readBytes());
        case REFERENCE ->
            new SnapshotMessage.Reference(in.readString(), in.readLong(), in.readLong());
        default -> throw SharedRecords.unknownBranch(branch);
      };
    }
  }
}
