package io.gradstream.schemas;

import java.io.IOException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;

/**
 * Values of the dead-letters topic, in all their forms. Reuses its buffers: one instance for each
 * thread.
 */
public final class DeadLetterCodec {

  private final PublishedCodec<DeadLetter> codec =
      new PublishedCodec<>(Contract.DEAD_LETTER, new Body(), new DeadLetterJson());

  /** The value in Avro's single-object encoding. */
  public byte[] encode(DeadLetter letter) {
    return encode(letter, new RecordForm.SingleObject());
  }

  public byte[] encode(DeadLetter letter, RecordForm form) {
    return codec.encode(letter, form);
  }

  /** The newest Avro schema, as a registry takes it. */
  public static String schema() {
    return Contract.DEAD_LETTER.newest().toString();
  }

  /**
   * Reads a value of any form.
   *
   * @throws MalformedRecordException when the bytes are no dead letter
   */
  public DeadLetter decode(byte[] bytes) {
    return codec.decode(bytes);
  }

  private static final class Body implements RecordBody<DeadLetter> {

    // Avro writes an enum as its place in the schema; the order of the Java constants is free.
    private final Schema reasons = Contract.DEAD_LETTER.newest().getField("reason").schema();
    private final List<DeadLetter.Reason> bySymbol =
        reasons.getEnumSymbols().stream().map(DeadLetter.Reason::valueOf).toList();

    @Override
    public void write(DeadLetter value, BinaryEncoder out) throws IOException {
      out.writeString(value.learner());
      out.writeEnum(reasons.getEnumOrdinal(value.reason().name()));
      out.writeString(value.field());
      out.writeString(value.message());
      out.writeBytes(value.original());
      out.writeString(value.topic());
      out.writeInt(value.partition());
      out.writeLong(value.offset());
      out.writeLong(value.time());
    }

    @Override
    public DeadLetter read(BoundedDecoder in) {
      return new DeadLetter(
          in.readString(),
          readReason(in),
          in.readString(),
          in.readString(),
          in.readBytes(),
          in.readString(),
          in.readInt(),
          in.readLong(),
          in.readLong());
    }

    private DeadLetter.Reason readReason(BoundedDecoder in) {
      int symbol = in.readEnum();
      if (symbol < 0 || symbol >= bySymbol.size()) {
        throw new MalformedRecordException("there is no reason number " + symbol);
      }
      return bySymbol.get(symbol);
    }
  }
}
