package io.gradstream.network.memory;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;

/**
 * The off-heap memory of one network, seen as bytes by the kernels and as pointers by BLAS. Offsets
 * count floats. Starts as zeros; nothing may touch it after {@link #close()}.
 *
 * <p>The memory is JavaCPP's, the layer beneath ND4J: {@code INDArray.close()} of 1.0.0-M2.1 gives
 * nothing back to the system.
 */
public final class Arena implements AutoCloseable {

  private static final int LINE = Layout.ALIGNMENT * Float.BYTES;

  private final FloatPointer owner;
  private final long start; // floats to the first cache line
  private final ByteBuffer bytes;
  private final FloatBuffer floats;

  public Arena(int size) {
    owner = new FloatPointer((long) size + Layout.ALIGNMENT);
    NativeMemory.taken(owner.capacity() * Float.BYTES);
    owner.fill(0);
    start = Math.floorMod(-owner.address(), (long) LINE) / Float.BYTES;
    bytes =
        new BytePointer(owner)
            .position(start * Float.BYTES)
            .limit((start + size) * Float.BYTES)
            .asByteBuffer()
            .slice()
            .order(ByteOrder.nativeOrder());
    floats = bytes.asFloatBuffer();
  }

  public ByteBuffer bytes() {
    return bytes;
  }

  public FloatBuffer floats() {
    return floats;
  }

  /** A pointer to the first float, of the caller's own: to move it is not to make another. */
  public FloatPointer pointer() {
    return new FloatPointer(owner).position(start);
  }

  @Override
  public void close() {
    if (!owner.isNull()) {
      NativeMemory.givenBack(owner.capacity() * Float.BYTES);
      owner.deallocate();
    }
  }
}
