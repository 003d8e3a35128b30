package io.gradstream.learning;

import io.gradstream.learning.LearnerStore.Part;
import io.gradstream.schemas.Compact;
import io.gradstream.schemas.MalformedRecordException;
import io.gradstream.schemas.StateFrame;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.function.Consumer;

/** The parts of the state that have no codec of their own: a format version, then the body. */
public final class PartBytes {

  private static final int FORMAT = 1;

  private PartBytes() {}

  @FunctionalInterface
  public interface Writer {
    void write(DataOutput out) throws IOException;
  }

  @FunctionalInterface
  public interface Reader {
    void read(DataInput in) throws IOException;
  }

  /** Reader of a part that has had several formats. */
  @FunctionalInterface
  interface FormatReader {
    void read(int format, DataInput in) throws IOException;
  }

  /** A fresh array. */
  public static byte[] write(Writer writer) {
    return write(FORMAT, writer);
  }

  /** A fresh array. */
  static byte[] write(int format, Writer writer) {
    return StateFrame.write(format, writer::write);
  }

  /** Nothing happens for a part that was never written. */
  public static void read(Part part, byte[] bytes, Reader reader) {
    read(part, bytes, FORMAT, (format, in) -> reader.read(in));
  }

  /** Nothing happens for a part that was never written. */
  static void read(Part part, byte[] bytes, int newest, FormatReader reader) {
    if (bytes == null) {
      return;
    }
    String what = "the state part " + part;
    try {
      StateFrame.restore(bytes, in -> reader.read(Compact.readFormat(newest, what, in), in));
    } catch (IOException | IllegalArgumentException e) {
      throw new DamagedStateException(part, e);
    }
  }

  /**
   * Restores a part that was ever written.
   *
   * @param restorer throws {@link MalformedRecordException} when the bytes are not its own
   * @throws DamagedStateException when it does
   */
  static void restore(Part part, int index, LearnerStore store, Consumer<byte[]> restorer) {
    byte[] bytes = store.part(part, index);
    if (bytes == null) {
      return;
    }
    try {
      restorer.accept(bytes);
    } catch (MalformedRecordException e) {
      throw new DamagedStateException(part, e);
    }
  }
}
