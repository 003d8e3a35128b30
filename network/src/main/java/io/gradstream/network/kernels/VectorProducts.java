package io.gradstream.network.kernels;

import static io.gradstream.network.kernels.Kernels.LANES;
import static io.gradstream.network.kernels.VectorKernels.LENGTH;
import static io.gradstream.network.kernels.VectorKernels.SPECIES;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.FloatVector.zero;

import jdk.incubator.vector.FloatVector;

/** Products of vectors, by the rules of {@link VectorKernels}. */
final class VectorProducts {

  private final float[] memory;
  private final float[] lanes = new float[LANES];

  VectorProducts(float[] memory) {
    this.memory = memory;
  }

  /** In all lanes. */
  float dot(int n, int x, int y) {
    int whole = n - n % LANES;
    for (int lane = 0; lane < LANES; lane += LENGTH) {
      FloatVector sum = zero(SPECIES);
      for (int i = lane; i < whole; i += LANES) {
        sum = fromArray(SPECIES, memory, x + i).fma(fromArray(SPECIES, memory, y + i), sum);
      }
      sum.intoArray(lanes, lane);
    }
    for (int i = whole, lane = 0; i < n; i++, lane++) {
      lanes[lane] = Math.fma(get(x + i), get(y + i), lanes[lane]);
    }
    return FloatMath.fold(lanes);
  }

  private float get(int offset) {
    return memory[offset];
  }
}
