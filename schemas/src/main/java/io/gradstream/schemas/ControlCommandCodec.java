package io.gradstream.schemas;

import io.gradstream.schemas.ControlCommand.Origin;
import java.io.IOException;
import java.util.Optional;
import org.apache.avro.io.BinaryEncoder;

/**
 * Values of the control topic, in Avro's single-object encoding, each written in the first schema
 * that has a place for all it says. Reuses its buffers: one instance for each thread.
 */
public final class ControlCommandCodec {

  private static final int PAUSE = 0;
  private static final int RESUME = 1;
  private static final int SET_LEARNING_RATE = 2;
  private static final int ROLL_BACK = 3;
  private static final int REFUSED = 4;
  private static final int PROMOTE = 5;

  private final SingleObjectCodec<ControlCommand> first =
      new SingleObjectCodec<>(Contract.CONTROL_COMMAND_1, new Body(false));
  private final SingleObjectCodec<ControlCommand> second =
      new SingleObjectCodec<>(Contract.CONTROL_COMMAND_2, new Body(true));
  private final SingleObjectCodec<ControlCommand> newest =
      new SingleObjectCodec<>(Contract.CONTROL_COMMAND, new Body(true));

  public byte[] encode(ControlCommand command) {
    if (command instanceof ControlCommand.Promote) {
      return newest.encode(command);
    }
    return (isOfFirst(command) ? first : second).encode(command);
  }

  private static boolean isOfFirst(ControlCommand command) {
    return command.origin().isEmpty()
        && !(command instanceof ControlCommand.RollBack)
        && !(command instanceof ControlCommand.Refused);
  }

  /**
   * @throws MalformedRecordException when the bytes are no control command, or one with a value
   *     that cannot be meant
   */
  public ControlCommand decode(byte[] bytes) {
    return (first.isWrittenBy(bytes) ? first : newest).decode(bytes);
  }

  /**
   * @param tellsOrigin whether who sent it, when and why stands behind it
   */
  private record Body(boolean tellsOrigin) implements RecordBody<ControlCommand> {

    @Override
    public void write(ControlCommand value, BinaryEncoder out) throws IOException {
      out.writeString(value.id());
      writeAction(value, out);
      if (tellsOrigin) {
        writeOrigin(value.origin(), out);
      }
    }

    private static void writeAction(ControlCommand value, BinaryEncoder out) throws IOException {
      if (value instanceof ControlCommand.Pause) {
        out.writeIndex(PAUSE);
      } else if (value instanceof ControlCommand.Resume) {
        out.writeIndex(RESUME);
      } else if (value instanceof ControlCommand.SetLearningRate set) {
        out.writeIndex(SET_LEARNING_RATE);
        out.writeFloat(set.learningRate());
      } else if (value instanceof ControlCommand.RollBack back) {
        out.writeIndex(ROLL_BACK);
        out.writeString(back.key());
        SharedRecords.writeVersion(back.version(), out);
        SharedRecords.writeContent(back.content(), out);
      } else if (value instanceof ControlCommand.Refused refused) {
        out.writeIndex(REFUSED);
        out.writeString(refused.reason());
      } else if (value instanceof ControlCommand.Promote promote) {
        out.writeIndex(PROMOTE);
        out.writeString(promote.name());
      } else {
        throw new IllegalStateException("a command without a place in the schema: " + value);
      }
    }

    private static void writeOrigin(Optional<Origin> origin, BinaryEncoder out) throws IOException {
      SharedRecords.writePresence(origin.isPresent(), out);
      if (origin.isPresent()) {
        out.writeString(origin.get().by());
        out.writeLong(origin.get().at());
        out.writeString(origin.get().why());
      }
    }

    @Override
    public ControlCommand read(BoundedDecoder in) {
      String id = in.readString();
      int branch = in.readIndex();
      return switch (branch) {
        case PAUSE -> new ControlCommand.Pause(id, readOrigin(in));
        case RESUME -> new ControlCommand.Resume(id, readOrigin(in));
        case SET_LEARNING_RATE -> {
          float rate = in.readFloat();
          yield new ControlCommand.SetLearningRate(id, readOrigin(in), rate);
        }
        case ROLL_BACK -> {
          String key = in.readString();
          Version version = SharedRecords.readVersion(in);
          SnapshotMessage.Content content = SharedRecords.readContent(in);
          yield new ControlCommand.RollBack(id, readOrigin(in), key, version, content);
        }
        case REFUSED -> {
          String reason = in.readString();
          yield new ControlCommand.Refused(id, readOrigin(in), reason);
        }
        case PROMOTE -> {
          String name = in.readString();
          yield new ControlCommand.Promote(id, readOrigin(in), name);
        }
        default -> throw SharedRecords.unknownBranch(branch);
      };
    }

    private Optional<Origin> readOrigin(BoundedDecoder in) {
      return tellsOrigin && SharedRecords.readPresence(in)
          ? Optional.of(new Origin(in.readString(), in.readLong(), in.readString()))
          : Optional.empty();
    }
  }
}
