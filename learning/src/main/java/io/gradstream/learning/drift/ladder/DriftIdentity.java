package io.gradstream.learning.drift.ladder;

import io.gradstream.schemas.Compact;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * What a state of drift is of: a state goes on where this is the same, and nowhere else.
 *
 * @param seed of all that is drawn
 * @param inputs how many there are
 * @param names the hash of the inputs' names in their order, as {@link List#hashCode} defines it:
 *     of a few bytes however many there are
 */
record DriftIdentity(DriftConfig config, LossKind kind, long seed, int inputs, int names) {

  static DriftIdentity of(DriftConfig config, LossKind kind, long seed, List<String> inputs) {
    return new DriftIdentity(config, kind, seed, inputs.size(), inputs.hashCode());
  }

  byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    try {
      ConfigForm.write(config, out);
      Names.write(kind, out);
      out.writeLong(seed);
      Compact.writeUnsigned(inputs, out);
      out.writeInt(names);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  /**
   * @throws IOException if these are not such bytes
   */
  static DriftIdentity of(byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    DriftIdentity identity;
    try {
      identity =
          new DriftIdentity(
              ConfigForm.read(in),
              Names.read(LossKind.class, in),
              in.readLong(),
              Compact.readCount(Integer.MAX_VALUE, in),
              in.readInt());
    } catch (IllegalArgumentException e) {
      throw new IOException("no settings of drift: " + e.getMessage(), e);
    }
    if (in.available() > 0) {
      throw new IOException(in.available() + " bytes are left over of the settings of drift");
    }
    return identity;
  }
}
