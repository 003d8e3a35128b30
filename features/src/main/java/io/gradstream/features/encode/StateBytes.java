package io.gradstream.features.encode;

import io.gradstream.schemas.MalformedRecordException;
import io.gradstream.schemas.StateFrame;
import java.io.DataInputStream;
import java.io.IOException;

/**
 * The persisted states of encoders, histories and what is built of them: a {@link StateFrame} of
 * format 1, big-endian primitives and modified UTF-8 in it.
 */
public final class StateBytes {

  /** The only version so far. */
  private static final byte VERSION = 1;

  private StateBytes() {}

  /** A fresh array. */
  public static byte[] write(StateFrame.Writer writer) {
    return StateFrame.write(VERSION, writer);
  }

  /**
   * A state, read.
   *
   * @param what the state, as its owner would call it
   * @param reader of what stands behind the version
   * @throws MalformedRecordException when the bytes are not a state's
   */
  public static <T> T read(String what, byte[] bytes, StateFrame.Reader<T> reader) {
    try {
      return StateFrame.read(bytes, in -> reader.read(requireVersion(in)));
    } catch (IOException e) {
      throw malformed(what, e);
    }
  }

  /**
   * Restores a state in place.
   *
   * @param what the state, as its owner would call it
   * @param restorer from what stands behind the version
   * @throws MalformedRecordException when the bytes are not a state's
   */
  public static void restore(String what, byte[] bytes, StateFrame.Restorer restorer) {
    try {
      StateFrame.restore(bytes, in -> restorer.restore(requireVersion(in)));
    } catch (IOException e) {
      throw malformed(what, e);
    }
  }

  private static DataInputStream requireVersion(DataInputStream in) throws IOException {
    byte version = in.readByte();
    if (version != VERSION) {
      throw new IOException("format version must be " + VERSION + ": " + version);
    }
    return in;
  }

  private static MalformedRecordException malformed(String what, IOException e) {
    return new MalformedRecordException(
        "these are not the bytes of " + what + ": " + e.getMessage(), e);
  }
}
