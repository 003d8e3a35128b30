package io.gradstream.schemas;

import java.io.IOException;
import org.apache.avro.io.BinaryEncoder;

/**
 * Values of the control topic, in Avro's single-object encoding. Reuses its buffers: one instance
 * for each thread.
 */
public final class ControlCommandCodec {

  private static final int PAUSE = 0;
  private static final int RESUME = 1;
  private static final int SET_LEARNING_RATE = 2;

  private final SingleObjectCodec<ControlCommand> codec =
      new SingleObjectCodec<>(Contract.CONTROL_COMMAND, new Body());

  public byte[] encode(ControlCommand command) {
    return codec.encode(command);
  }

  /**
   * @throws MalformedRecordException when the bytes are no control command, or one with a value
   *     that cannot be meant
   */
  public ControlCommand decode(byte[] bytes) {
    return codec.decode(bytes);
  }

  private static final class Body implements RecordBody<ControlCommand> {

    @Override
    public void write(ControlCommand value, BinaryEncoder out) throws IOException {
      out.writeString(value.id());
      if (value instanceof ControlCommand.Pause) {
        out.writeIndex(PAUSE);
      } else if (value instanceof ControlCommand.Resume) {
        out.writeIndex(RESUME);
      } else if (value instanceof ControlCommand.SetLearningRate set) {
        out.writeIndex(SET_LEARNING_RATE);
        out.writeFloat(set.learningRate());
      } else {
        throw new IllegalStateException("a command without a place in the schema: " + value);
      }
    }

    @Override
    public ControlCommand read(BoundedDecoder in) {
      String id = in.readString();
      int branch = in.readIndex();
      return switch (branch) {
        case PAUSE -> new ControlCommand.Pause(id);
        case RESUME -> new ControlCommand.Resume(id);
        case SET_LEARNING_RATE -> new ControlCommand.SetLearningRate(id, in.readFloat());
        default -> throw SharedRecords.unknownBranch(branch);
      };
    }
  }
}
