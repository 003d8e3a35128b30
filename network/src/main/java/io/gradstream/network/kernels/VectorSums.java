package io.gradstream.network.kernels;

import static io.gradstream.network.kernels.Kernels.LANES;
import static io.gradstream.network.kernels.VectorKernels.LENGTH;
import static io.gradstream.network.kernels.VectorKernels.SPECIES;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.FloatVector.zero;

import jdk.incubator.vector.FloatVector;

/** Sums along a row, in all lanes, by the rules of {@link VectorKernels}. */
final class VectorSums {

  private final float[] memory;
  private final float[] lanes = new float[LANES];

  VectorSums(float[] memory) {
    this.memory = memory;
  }

  /** Of n floats. */
  float sum(int n, int x) {
    int whole = n - n % LANES;
    for (int lane = 0; lane < LANES; lane += LENGTH) {
      FloatVector sum = zero(SPECIES);
      for (int i = lane; i < whole; i += LANES) {
        sum = sum.add(fromArray(SPECIES, memory, x + i));
      }
      sum.intoArray(lanes, lane);
    }
    for (int i = whole, lane = 0; i < n; i++, lane++) {
      lanes[lane] += memory[x + i];
    }
    return FloatMath.fold(lanes);
  }

  /** Of the products of n floats with n others. */
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
      lanes[lane] = Math.fma(memory[x + i], memory[y + i], lanes[lane]);
    }
    return FloatMath.fold(lanes);
  }
}
