package io.gradstream.network.kernels;

import static io.gradstream.network.kernels.Kernels.LANES;
import static io.gradstream.network.kernels.VectorKernels.ORDER;
import static io.gradstream.network.kernels.VectorKernels.SPECIES;
import static jdk.incubator.vector.FloatVector.fromByteBuffer;
import static jdk.incubator.vector.FloatVector.zero;

import java.nio.ByteBuffer;
import jdk.incubator.vector.FloatVector;

/** Products of vectors, by the rules of {@link VectorKernels}. */
final class VectorProducts {

  private final ByteBuffer memory;
  private final float[] lanes = new float[LANES];

  VectorProducts(ByteBuffer memory) {
    this.memory = memory;
  }

  /** In eight lanes. */
  float dot(int n, int x, int y) {
    FloatVector sum = zero(SPECIES);
    int i = 0;
    for (; i + LANES <= n; i += LANES) {
      sum =
          fromByteBuffer(SPECIES, memory, (x + i) * Float.BYTES, ORDER)
              .fma(fromByteBuffer(SPECIES, memory, (y + i) * Float.BYTES, ORDER), sum);
    }
    sum.intoArray(lanes, 0);
    for (int lane = 0; i < n; i++, lane++) {
      lanes[lane] = Math.fma(get(x + i), get(y + i), lanes[lane]);
    }
    return FloatMath.fold(lanes);
  }

  private float get(int offset) {
    return memory.getFloat(offset * Float.BYTES);
  }
}
