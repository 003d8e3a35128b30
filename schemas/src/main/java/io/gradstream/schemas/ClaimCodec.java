package io.gradstream.schemas;

import java.io.IOException;
import org.apache.avro.io.BinaryEncoder;

/**
 * Values of the claims topic, in Avro's single-object encoding. Reuses its buffers: one instance
 * for each thread.
 */
public final class ClaimCodec {

  private static final int DRAWN = 0;
  private static final int BEGUN = 1;
  private static final int COMPLETED = 2;
  private static final int REACHED = 3;

  private final SingleObjectCodec<Claim> codec =
      new SingleObjectCodec<>(Contract.CLAIM, new Body());

  public byte[] encode(Claim claim) {
    return codec.encode(claim);
  }

  /**
   * @throws MalformedRecordException when the bytes are no claim
   */
  public Claim decode(byte[] bytes) {
    return codec.decode(bytes);
  }

  private static final class Body implements RecordBody<Claim> {

    @Override
    public void write(Claim value, BinaryEncoder out) throws IOException {
      out.writeLong(value.run());
      if (value instanceof Claim.Drawn) {
        out.writeIndex(DRAWN);
      } else if (value instanceof Claim.Begun begun) {
        out.writeIndex(BEGUN);
        out.writeLong(begun.from().run());
        out.writeLong(begun.from().number());
        out.writeLong(begun.time());
      } else if (value instanceof Claim.Completed completed) {
        out.writeIndex(COMPLETED);
        out.writeLong(completed.checkpoint());
      } else if (value instanceof Claim.Reached reached) {
        out.writeIndex(REACHED);
        out.writeLong(reached.branch());
        out.writeLong(reached.time());
      }
    }

    @Override
    public Claim read(BoundedDecoder in) {
      long run = in.readLong();
      if (run < 0 || run > Claim.GREATEST_RUN) {
        throw new MalformedRecordException("a run's number must be in [0, 2^53]: " + run);
      }
      int kind = in.readIndex();
      return switch (kind) {
        case DRAWN -> new Claim.Drawn(run);
        case BEGUN ->
            new Claim.Begun(run, new CheckpointId(in.readLong(), in.readLong()), in.readLong());
        case COMPLETED -> new Claim.Completed(run, in.readLong());
        case REACHED -> new Claim.Reached(run, in.readLong(), in.readLong());
        default -> throw SharedRecords.unknownBranch(kind);
      };
    }
  }
}
