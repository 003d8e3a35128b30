package io.gradstream.schemas;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.io.BinaryEncoder;

/**
 * Values of the models topic, in Avro's single-object encoding. A model that never went back to one
 * of before is written as it always was. Reuses its buffers: one instance for each thread.
 */
public final class SnapshotMessageCodec {

  private final SingleObjectCodec<SnapshotMessage> first =
      new SingleObjectCodec<>(Contract.SNAPSHOT_MESSAGE_1, new Body(false));
  private final SingleObjectCodec<SnapshotMessage> newest =
      new SingleObjectCodec<>(Contract.SNAPSHOT_MESSAGE, new Body(true));

  public byte[] encode(SnapshotMessage message) {
    return (message.lineage().source().isEmpty() ? first : newest).encode(message);
  }

  /**
   * @throws MalformedRecordException when the bytes are no snapshot message
   */
  public SnapshotMessage decode(byte[] bytes) {
    return (first.isWrittenBy(bytes) ? first : newest).decode(bytes);
  }

  /**
   * @param namesSource whether the lineage says which version it went back to
   */
  private record Body(boolean namesSource) implements RecordBody<SnapshotMessage> {

    @Override
    public void write(SnapshotMessage value, BinaryEncoder out) throws IOException {
      out.writeString(value.learner());
      out.writeString(value.key());
      SharedRecords.writeVersion(value.version(), out);
      writeLineage(value.lineage(), out);
      SharedRecords.writeContent(value.content(), out);
    }

    @Override
    public SnapshotMessage read(BoundedDecoder in) {
      return new SnapshotMessage(
          in.readString(),
          in.readString(),
          SharedRecords.readVersion(in),
          readLineage(in),
          SharedRecords.readContent(in));
    }

    private void writeLineage(Lineage lineage, BinaryEncoder out) throws IOException {
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
      if (namesSource) {
        SharedRecords.writeOptionalVersion(lineage.source(), out);
      }
    }

    private Lineage readLineage(BoundedDecoder in) {
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
      return new Lineage(
          learnedThrough,
          examples,
          skipped,
          partitions,
          namesSource ? SharedRecords.readOptionalVersion(in) : Optional.empty());
    }
  }
}
