package io.gradstream.features.encode;

import io.gradstream.schemas.MalformedRecordException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The frame of every persisted state of this package: one byte of format version, then the state in
 * big-endian primitives and modified UTF-8.
 */
public final class StateBytes {

  /** The only version so far. */
  static final byte VERSION = 1;

  private StateBytes() {}

  /** Writes a state. */
  @FunctionalInterface
  public interface Writer {
    void write(DataOutputStream out) throws IOException;
  }

  /** Reads a state; an {@link IOException} says what is wrong with it. */
  @FunctionalInterface
  public interface Reader<T> {
    T read(DataInputStream in) throws IOException;
  }

  public static byte[] write(Writer writer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      writer.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  /**
   * @param what the state, as its owner would call it
   */
  public static <T> T read(String what, byte[] bytes, Reader<T> reader) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      byte version = in.readByte();
      if (version != VERSION) {
        throw new IOException("format version must be " + VERSION + ": " + version);
      }
      T state = reader.read(in);
      if (in.available() > 0) {
        throw new IOException(in.available() + " bytes are left over");
      }
      return state;
    } catch (IOException e) {
      String reason = e.getMessage() == null ? "they end early" : e.getMessage();
      throw new MalformedRecordException("these are not the bytes of " + what + ": " + reason, e);
    }
  }
}
