package io.gradstream.operators.record;

import io.gradstream.network.Network;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Binary form of one block of floats, at most {@link Network#BLOCK}: length, then IEEE bits. */
public final class FloatsForm implements BinaryForm<float[]> {

  @Override
  public void write(float[] value, DataOutput out) throws IOException {
    out.writeInt(value.length);
    byte[] bytes = new byte[value.length * Float.BYTES];
    ByteBuffer.wrap(bytes).asFloatBuffer().put(value);
    out.write(bytes);
  }

  @Override
  public float[] read(DataInput in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > Network.BLOCK) {
      throw new IOException("a block holds 0.." + Network.BLOCK + " floats: " + length);
    }
    byte[] bytes = new byte[length * Float.BYTES];
    in.readFully(bytes);
    float[] value = new float[length];
    ByteBuffer.wrap(bytes).asFloatBuffer().get(value);
    return value;
  }
}
