package io.gradstream.schemas;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The frame of every persisted state: one byte of format version, the body, and nothing behind it.
 * Whatever is wrong is an {@link IOException} whose message says what; the owner of the state says
 * whose it is.
 */
public final class StateFrame {

  private StateFrame() {}

  /** Writes what stands behind the format version. */
  @FunctionalInterface
  public interface Writer {
    void write(DataOutputStream out) throws IOException;
  }

  /** Reads everything, the format version first. */
  @FunctionalInterface
  public interface Reader<T> {
    T read(DataInputStream in) throws IOException;
  }

  /** Restores a state from everything, the format version first. */
  @FunctionalInterface
  public interface Restorer {
    void restore(DataInputStream in) throws IOException;
  }

  /** A fresh array. */
  public static byte[] write(int format, Writer writer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    try {
      out.writeByte(format);
      writer.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  /**
   * A state, read to its last byte.
   *
   * @throws EOFException when the bytes end early
   * @throws IOException when the reader throws it, or leaves bytes over
   */
  public static <T> T read(byte[] bytes, Reader<T> reader) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    T state;
    try {
      state = reader.read(in);
    } catch (EOFException e) {
      throw (IOException) new EOFException("the bytes end early").initCause(e);
    }
    if (in.available() > 0) {
      throw new IOException(in.available() + " bytes are left over");
    }
    return state;
  }

  /** Restores a state as {@link #read} reads one. */
  public static void restore(byte[] bytes, Restorer restorer) throws IOException {
    read(
        bytes,
        in -> {
          restorer.restore(in);
          return restorer;
        });
  }
}
