package io.gradstream.features.encode;

import io.gradstream.schemas.MalformedRecordException;
import io.gradstream.schemas.StateFrame;
import java.io.DataInputStream;
import java.io.IOException;

/**
 * The persisted states of encoders, histories and what is built of them: a {@link StateFrame} of
 * format 1, or of a later one where a state has had several, big-endian primitives and modified
 * UTF-8 in it.
 */
public final class StateBytes {

  private static final int FIRST = 1;

  private StateBytes() {}

  /** Reads what stands behind a format. */
  @FunctionalInterface
  public interface FormatReader<T> {
    T read(int format, DataInputStream in) throws IOException;
  }

  /** Restores what stands behind a format. */
  @FunctionalInterface
  public interface FormatRestorer {
    void restore(int format, DataInputStream in) throws IOException;
  }

  /** A state that has had one format: a fresh array. */
  public static byte[] write(StateFrame.Writer writer) {
    return write(FIRST, writer);
  }

  /** A fresh array. */
  public static byte[] write(int format, StateFrame.Writer writer) {
    return StateFrame.write(format, writer);
  }

  /**
   * A state that has had one format, read.
   *
   * @param what the state, as its owner would call it
   * @param reader of what stands behind the format
   * @throws MalformedRecordException when the bytes are not a state's
   */
  public static <T> T read(String what, byte[] bytes, StateFrame.Reader<T> reader) {
    return read(what, bytes, FIRST, (format, in) -> reader.read(in));
  }

  /**
   * A state, read.
   *
   * @param what the state, as its owner would call it
   * @param newest format
   * @throws MalformedRecordException when the bytes are not a state's
   */
  public static <T> T read(String what, byte[] bytes, int newest, FormatReader<T> reader) {
    try {
      return StateFrame.read(bytes, in -> reader.read(format(newest, in), in));
    } catch (IOException e) {
      throw malformed(what, e);
    }
  }

  /**
   * Restores a state that has had one format in place.
   *
   * @param what the state, as its owner would call it
   * @param restorer from what stands behind the format
   * @throws MalformedRecordException when the bytes are not a state's
   */
  public static void restore(String what, byte[] bytes, StateFrame.Restorer restorer) {
    restore(what, bytes, FIRST, (format, in) -> restorer.restore(in));
  }

  /**
   * Restores a state in place.
   *
   * @param what the state, as its owner would call it
   * @param newest format
   * @throws MalformedRecordException when the bytes are not a state's
   */
  public static void restore(String what, byte[] bytes, int newest, FormatRestorer restorer) {
    try {
      StateFrame.restore(bytes, in -> restorer.restore(format(newest, in), in));
    } catch (IOException e) {
      throw malformed(what, e);
    }
  }

  private static int format(int newest, DataInputStream in) throws IOException {
    byte format = in.readByte();
    if (format < FIRST || format > newest) {
      throw new IOException(
          newest == FIRST
              ? "format version must be 1: " + format
              : "format version must be in 1..%d: %d".formatted(newest, format));
    }
    return format;
  }

  private static MalformedRecordException malformed(String what, IOException e) {
    return new MalformedRecordException(
        "these are not the bytes of " + what + ": " + e.getMessage(), e);
  }
}
