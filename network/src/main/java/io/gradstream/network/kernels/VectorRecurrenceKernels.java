package io.gradstream.network.kernels;

import static io.gradstream.network.kernels.FloatMath.NEGLIGIBLE;
import static io.gradstream.network.kernels.VectorKernels.LENGTH;
import static io.gradstream.network.kernels.VectorKernels.SPECIES;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.VectorOperators.ABS;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.NEG;

import jdk.incubator.vector.FloatVector;

/**
 * The kernels with the Vector API, by the rules of {@link VectorKernels}. The memory is a local
 * variable in each loop: a field would be read anew for every load and store. No vector min or max:
 * the compiler makes many instructions of one, more than of a comparison and a blend.
 */
final class VectorRecurrenceKernels implements RecurrenceKernels {

  private final float[] floats;
  private final VectorGates activation;
  private final VectorLstm lstm;
  private final VectorGru gru;
  private final ScalarRecurrenceKernels rest;

  VectorRecurrenceKernels(float[] memory) {
    floats = memory;
    activation = new VectorGates(memory);
    lstm = new VectorLstm(memory);
    gru = new VectorGru(memory);
    rest = new ScalarRecurrenceKernels(memory);
  }

  @Override
  public void squash(int n, int z) {
    int whole = n - n % LENGTH;
    activation.gates(1, whole, whole, 1f, 0f, z);
    rest.squash(n - whole, z + whole);
  }

  @Override
  public void squashGradient(int n, int y, int d) {
    float[] memory = floats;
    int i = 0;
    for (; i + LENGTH <= n; i += LENGTH) {
      FloatVector value = fromArray(SPECIES, memory, y + i);
      FloatVector delta =
          fromArray(SPECIES, memory, d + i)
              .mul(value.lanewise(NEG).fma(value, broadcast(SPECIES, 1f)));
      delta.blend(0f, delta.lanewise(ABS).compare(LT, NEGLIGIBLE)).intoArray(memory, d + i);
    }
    rest.squashGradient(n - i, y + i, d + i);
  }

  @Override
  public void lstm(
      int rows, int width, int gates, int before, int cells, int squashed, int states, int stride) {
    lstm.step(rows, width, gates, before, cells, squashed, states, stride);
  }

  @Override
  public void lstmGradient(
      int rows, int width, int before, int squashed, int dh, int dc, int gates) {
    lstm.gradient(rows, width, before, squashed, dh, dc, gates);
  }

  @Override
  public void gru(int rows, int width, int gates, int products, int bias, int before, int states) {
    gru.step(rows, width, gates, products, bias, before, states);
  }

  @Override
  public void gruGradient(
      int rows, int width, int gates, int products, int bias, int before, int dh, int previous) {
    gru.gradient(rows, width, gates, products, bias, before, dh, previous);
  }
}
