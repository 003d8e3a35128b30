package io.gradstream.model;

import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.schemas.BoundedDecoder;
import io.gradstream.schemas.MalformedRecordException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/**
 * A snapshot's bytes: the magic {@code GRDS}, format version and length of the body (4 bytes each,
 * big endian), the body in Avro's binary encoding ({@code snapshot-VERSION.avsc}), CRC-32C of all
 * before it (4 bytes, big endian). Equal snapshots give equal bytes. Reads every format version
 * ever written, and writes the oldest that can hold the snapshot, so that a reader of before is
 * stopped by nothing it could have read.
 */
public final class SnapshotCodec {

  private static final byte[] MAGIC = "GRDS".getBytes(StandardCharsets.US_ASCII);
  private static final int POOLS = 3; // format
  private static final int LAYERS = 4; // members of any layers
  private static final int MEMORIES = 5; // and open classes, units of times, media
  private static final int CENTERS = 6; // windows, and models that went back
  private static final int FORMAT = 7; // newest: bounds of answers
  private static final int HEADER = MAGIC.length + 2 * Integer.BYTES;
  private static final int CHECKSUM = Integer.BYTES;

  private SnapshotCodec() {}

  public static byte[] encode(ModelSnapshot snapshot) {
    int format = format(snapshot);
    byte[] body = body(format, snapshot);
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.addExact(body.length, HEADER + CHECKSUM))
            .put(MAGIC)
            .putInt(format)
            .putInt(body.length)
            .put(body);
    return bytes.putInt(checksum(bytes.array())).array();
  }

  /**
   * @throws CorruptSnapshotException when the bytes are torn, altered or of an unknown format
   */
  public static ModelSnapshot decode(byte[] bytes) {
    requireWhole(bytes);
    BoundedDecoder body = new BoundedDecoder().reset(bytes, HEADER, bytes.length - CHECKSUM);
    try {
      return SnapshotBody.read(format(bytes), body);
    } catch (MalformedRecordException
        | IllegalArgumentException
        | ArithmeticException
        | DateTimeException e) {
      throw new CorruptSnapshotException("altered snapshot: " + e.getMessage(), e);
    }
  }

  private static void requireWhole(byte[] bytes) {
    int magic = Math.min(bytes.length, MAGIC.length);
    if (!Arrays.equals(bytes, 0, magic, MAGIC, 0, magic)) {
      throw new CorruptSnapshotException("no snapshot: the bytes do not start with GRDS");
    }
    if (bytes.length < HEADER) {
      throw new CorruptSnapshotException(
          "torn snapshot: " + bytes.length + " bytes, less than a header");
    }
    ByteBuffer header = ByteBuffer.wrap(bytes).position(MAGIC.length);
    requireKnown(header.getInt());
    requireLength(bytes.length, header.getInt() + (long) HEADER + CHECKSUM);
    if (checksum(bytes) != header.getInt(bytes.length - CHECKSUM)) {
      throw new CorruptSnapshotException("altered snapshot: its CRC-32C does not match");
    }
  }

  private static void requireKnown(int format) {
    if (format < 1 || format > FORMAT) {
      throw new CorruptSnapshotException(
          "unknown snapshot format: " + format + "; this build reads formats 1.." + FORMAT);
    }
  }

  private static int format(ModelSnapshot snapshot) {
    int format = format(snapshot.spec());
    return snapshot.lineage().source().isPresent() ? Math.max(format, CENTERS) : format;
  }

  /** The oldest that can hold a snapshot of the model, if that never went back. */
  static int format(ModelSpec spec) {
    if (spec.target().intervals().isPresent()) {
      return FORMAT;
    }
    if (needsCenters(spec)) {
      return CENTERS;
    }
    if (needsMemories(spec)) {
      return MEMORIES;
    }
    return spec.members().stream().anyMatch(MemberSpec.Layers.class::isInstance) ? LAYERS : POOLS;
  }

  private static boolean needsCenters(ModelSpec spec) {
    return spec.features().stream().anyMatch(FeatureSpec.Window.class::isInstance)
        || spec.pool().filter(pool -> pool.mix() == PoolSpec.Mix.INFORMED).isPresent()
        || spec.members().stream().anyMatch(MemberSpec.Discriminant.class::isInstance);
  }

  private static boolean needsMemories(ModelSpec spec) {
    return spec.target().isOpen()
        || spec.events().fields().stream().anyMatch(FieldBody::isOfNewest)
        || spec.pool().filter(pool -> pool.mix() == PoolSpec.Mix.GATE).isPresent()
        || spec.members().stream().anyMatch(SnapshotCodec::remembers);
  }

  private static boolean remembers(MemberSpec member) {
    return member instanceof MemberSpec.Memory || member instanceof MemberSpec.Own;
  }

  private static int format(byte[] bytes) {
    return ByteBuffer.wrap(bytes).getInt(MAGIC.length);
  }

  private static void requireLength(int length, long declared) {
    if (length < declared) {
      throw new CorruptSnapshotException(
          "torn snapshot: %d of %d bytes".formatted(length, declared));
    }
    if (length > declared) {
      throw new CorruptSnapshotException(
          "altered snapshot: %d bytes where %d are declared".formatted(length, declared));
    }
  }

  private static int checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, bytes.length - CHECKSUM);
    return (int) crc.getValue();
  }

  private static byte[] body(int format, ModelSnapshot snapshot) {
    ByteArrayOutputStream bytes =
        new ByteArrayOutputStream(4096 + Float.BYTES * snapshot.weights().length);
    BinaryEncoder out = EncoderFactory.get().directBinaryEncoder(bytes, null);
    try {
      SnapshotBody.write(format, snapshot, out);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }
}
