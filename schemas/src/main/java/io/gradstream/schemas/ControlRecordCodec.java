package io.gradstream.schemas;

import java.io.IOException;
import org.apache.avro.io.BinaryEncoder;

/**
 * Values of the control topic, of either kind, in Avro's single-object encoding. Reuses its
 * buffers: one instance for each thread.
 */
public final class ControlRecordCodec {

  private final ControlCommandCodec commands = new ControlCommandCodec();
  private final SingleObjectCodec<PlacedCommand> placed =
      new SingleObjectCodec<>(Contract.PLACED_COMMAND, new Body());

  public byte[] encode(ControlRecord record) {
    return record instanceof PlacedCommand of
        ? placed.encode(of)
        : commands.encode((ControlCommand) record);
  }

  /**
   * @throws MalformedRecordException when the bytes are neither, or a command with a value that
   *     cannot be meant
   */
  public ControlRecord decode(byte[] bytes) {
    return placed.isWrittenBy(bytes) ? placed.decode(bytes) : commands.decode(bytes);
  }

  private static final class Body implements RecordBody<PlacedCommand> {

    private final ControlCommandCodec codec = new ControlCommandCodec();

    @Override
    public void write(PlacedCommand value, BinaryEncoder out) throws IOException {
      out.writeBytes(codec.encode(value.command()));
      out.writeLong(value.at());
      out.writeLong(value.branch());
    }

    @Override
    public PlacedCommand read(BoundedDecoder in) {
      ControlCommand command = codec.decode(in.readBytes());
      return new PlacedCommand(command, in.readLong(), in.readLong());
    }
  }
}
