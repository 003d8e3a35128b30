package io.gradstream.network.kernels;

import static io.gradstream.network.kernels.FloatMath.TANH_P1;
import static io.gradstream.network.kernels.FloatMath.TANH_P2;
import static io.gradstream.network.kernels.FloatMath.TANH_P3;
import static io.gradstream.network.kernels.FloatMath.TANH_P4;
import static io.gradstream.network.kernels.FloatMath.TANH_Q1;
import static io.gradstream.network.kernels.FloatMath.TANH_Q2;
import static io.gradstream.network.kernels.FloatMath.TANH_Q3;
import static io.gradstream.network.kernels.FloatMath.TANH_Q4;
import static io.gradstream.network.kernels.RecurrenceKernels.LIMIT;
import static io.gradstream.network.kernels.VectorKernels.LENGTH;
import static io.gradstream.network.kernels.VectorKernels.SPECIES;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;

/**
 * Values of gates, by the rules of {@link VectorRecurrenceKernels}. Widths are multiples of lanes.
 */
final class VectorGates {

  private final float[] floats;

  VectorGates(float[] memory) {
    floats = memory;
  }

  /**
   * x = scale tanh(scale x) + shift of the first {@code n} of each row: the sigmoid with 1/2 and
   * 1/2, the tanh with 1 and 0.
   */
  void gates(int rows, int n, int stride, float scale, float shift, int x) {
    float[] memory = floats;
    for (int row = 0; row < rows; row++) {
      for (int j = 0; j < n; j += LENGTH) {
        int at = x + row * stride + j;
        FloatVector held = fromArray(SPECIES, memory, at).mul(scale);
        held = held.blend(LIMIT, held.compare(GT, LIMIT));
        held = held.blend(-LIMIT, held.compare(LT, -LIMIT));
        FloatVector s = held.mul(held);
        FloatVector p = broadcast(SPECIES, TANH_P4);
        p = p.fma(s, broadcast(SPECIES, TANH_P3));
        p = p.fma(s, broadcast(SPECIES, TANH_P2));
        p = p.fma(s, broadcast(SPECIES, TANH_P1));
        p = p.fma(s, broadcast(SPECIES, 1f));
        FloatVector q = broadcast(SPECIES, TANH_Q4);
        q = q.fma(s, broadcast(SPECIES, TANH_Q3));
        q = q.fma(s, broadcast(SPECIES, TANH_Q2));
        q = q.fma(s, broadcast(SPECIES, TANH_Q1));
        q = q.fma(s, broadcast(SPECIES, 1f));
        held.mul(p)
            .div(q)
            .fma(broadcast(SPECIES, scale), broadcast(SPECIES, shift))
            .intoArray(memory, at);
      }
    }
  }

  /** The sigmoids of two gates, as one where they lie side by side. */
  void twoSigmoids(int rows, int n, int width, int stride, int x) {
    if (n == width) {
      gates(rows, 2 * width, stride, 0.5f, 0.5f, x);
    } else {
      gates(rows, n, stride, 0.5f, 0.5f, x);
      gates(rows, n, stride, 0.5f, 0.5f, x + width);
    }
  }
}
