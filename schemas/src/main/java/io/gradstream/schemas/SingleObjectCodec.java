package io.gradstream.schemas;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/**
 * Avro's single-object encoding: {@code C3 01}, the writer schema's fingerprint as 8 bytes little
 * endian, then the record. Records of the newest schema are read and written directly; those of an
 * older one are first rewritten in the newest. Buffers are reused: not thread safe.
 *
 * @see <a href="https://avro.apache.org/docs/1.12.0/specification/#single-object-encoding">Avro
 *     1.12, single-object encoding</a>
 */
final class SingleObjectCodec<T> {

  private static final int HEADER = 10;

  private final Contract contract;
  private final long fingerprint;
  private final byte[] header; // [HEADER]
  private final RecordBody<T> body;
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(256);
  private final BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(buffer, null);
  private final BoundedDecoder decoder = new BoundedDecoder();

  SingleObjectCodec(Contract contract, RecordBody<T> body) {
    this.contract = contract;
    this.body = body;
    this.fingerprint = contract.newestFingerprint();
    this.header =
        ByteBuffer.allocate(HEADER)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put((byte) 0xC3)
            .put((byte) 0x01)
            .putLong(fingerprint)
            .array();
  }

  byte[] encode(T value) {
    try {
      encoder.flush(); // what a value that could not be written may have left
      buffer.reset();
      encoder.writeFixed(header);
      body.write(value, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return buffer.toByteArray();
  }

  /** A record of the newest schema without its header. */
  byte[] encodeBody(T value) {
    byte[] whole = encode(value);
    return Arrays.copyOfRange(whole, HEADER, whole.length);
  }

  /** Reads a record of the newest schema that stands in the bytes without its header. */
  T decodeBody(byte[] bytes, int from) {
    try {
      return read(bytes, from);
    } catch (IllegalArgumentException e) {
      throw new MalformedRecordException(contract.name() + ": " + e.getMessage(), e);
    }
  }

  T decode(byte[] bytes) {
    try {
      long written = fingerprint(bytes);
      return written == fingerprint
          ? read(bytes, HEADER)
          : read(rewritten(bytes, contract.writer(written)), 0);
    } catch (IllegalArgumentException e) {
      // A value its own record refuses, for instance a negative version.
      throw new MalformedRecordException(contract.name() + ": " + e.getMessage(), e);
    }
  }

  private T read(byte[] bytes, int from) {
    T value = body.read(decoder.reset(bytes, from, bytes.length));
    decoder.requireEnd();
    return value;
  }

  /** Whether the bytes say that they are such a record, of the newest schema. */
  boolean isWrittenBy(byte[] bytes) {
    return bytes != null
        && bytes.length >= HEADER
        && Arrays.equals(bytes, 0, HEADER, header, 0, HEADER);
  }

  private long fingerprint(byte[] bytes) {
    if (bytes == null || bytes.length < HEADER || bytes[0] != header[0] || bytes[1] != header[1]) {
      throw new MalformedRecordException(
          contract.name() + " does not start with the bytes C3 01 and a schema fingerprint");
    }
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(2);
  }

  /** An older record, without its header, as the newest schema lays it out. */
  private byte[] rewritten(byte[] bytes, Schema writer) {
    try {
      Schema newest = contract.newest();
      decoder.reset(bytes, HEADER, bytes.length);
      Object record = new GenericDatumReader<>(writer, newest).read(null, decoder);
      decoder.requireEnd();
      ByteArrayOutputStream target = new ByteArrayOutputStream(bytes.length);
      BinaryEncoder out = EncoderFactory.get().directBinaryEncoder(target, null);
      new GenericDatumWriter<>(newest).write(record, out);
      return target.toByteArray();
    } catch (AvroRuntimeException | IOException | IndexOutOfBoundsException e) {
      throw new MalformedRecordException(
          contract.name() + " of an older version is damaged: " + e.getMessage(), e);
    }
  }
}
