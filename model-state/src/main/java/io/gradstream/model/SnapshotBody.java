package io.gradstream.model;

import io.gradstream.schemas.BoundedDecoder;
import io.gradstream.schemas.MalformedRecordException;
import io.gradstream.schemas.Version;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.apache.avro.io.BinaryEncoder;

/**
 * A {@link ModelSnapshot} as {@code snapshot-7.avsc} lays it out; reads the formats before as well.
 */
final class SnapshotBody {

  /** The first format that has classes of its own. */
  static final int OPEN_CLASSES = 5;

  /**
   * What stands where the layout has the kernels that weights were learned with: all give the same
   * bits. Up to 0.1.0 it was one of several names.
   */
  private static final String KERNELS = "any";

  private SnapshotBody() {}

  static void write(int format, ModelSnapshot snapshot, BinaryEncoder out) throws IOException {
    ModelSpecBody.write(format, snapshot.spec(), out);
    out.writeString(snapshot.key());
    out.writeLong(snapshot.version().generation());
    out.writeLong(snapshot.version().step());
    LineageBody.write(format, snapshot.lineage(), out);
    out.writeBytes(snapshot.statistics());
    AvroArrays.write(snapshot.categories(), out, (table, to) -> to.writeBytes(table));
    out.writeBytes(snapshot.targets());
    out.writeBytes(littleEndian(snapshot.weights()));
    out.writeString(KERNELS);
    out.writeBytes(snapshot.pool());
    if (format >= OPEN_CLASSES) {
      AvroArrays.write(snapshot.classes(), out, (name, to) -> to.writeString(name));
    }
  }

  static ModelSnapshot read(int format, BoundedDecoder in) {
    ModelSnapshot snapshot =
        new ModelSnapshot(
            ModelSpecBody.read(format, in),
            in.readString(),
            new Version(in.readLong(), in.readLong()),
            LineageBody.read(format, in),
            in.readBytes(),
            AvroArrays.read(in, BoundedDecoder::readBytes),
            in.readBytes(),
            floats(in.readBytes()),
            pool(format, in),
            format < OPEN_CLASSES ? List.of() : AvroArrays.read(in, BoundedDecoder::readString));
    in.requireEnd();
    return snapshot;
  }

  /** Behind the name of the kernels, of which nothing depends. */
  private static byte[] pool(int format, BoundedDecoder in) {
    in.readString();
    return format < 3 ? new byte[0] : in.readBytes();
  }

  private static byte[] littleEndian(float[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  private static float[] floats(byte[] littleEndian) {
    if (littleEndian.length % Float.BYTES != 0) {
      throw new MalformedRecordException(
          "weights must be whole 4-byte floats: " + littleEndian.length + " bytes");
    }
    float[] values = new float[littleEndian.length / Float.BYTES];
    ByteBuffer.wrap(littleEndian).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return values;
  }
}
