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

/** Gated recurrent units with the Vector API, by the rules of {@link VectorRecurrenceKernels}. */
final class VectorGru {

  private final float[] floats;
  private final VectorGates activation;
  private final ScalarRecurrenceKernels rest;

  VectorGru(float[] memory) {
    floats = memory;
    activation = new VectorGates(memory);
    rest = new ScalarRecurrenceKernels(memory);
  }

  /** {@link RecurrenceKernels#gru}. */
  void step(int rows, int width, int gates, int products, int bias, int before, int states) {
    int whole = width - width % LENGTH;
    rest.gru(rows, whole, width, gates, products, bias, before, states);
    addFirst(rows, whole, 3 * width, products, gates);
    addFirst(rows, whole, 3 * width, products + width, gates + width);
    activation.twoSigmoids(rows, whole, width, 3 * width, gates);
    candidates(rows, whole, width, gates, products, bias);
    activation.gates(rows, whole, 3 * width, 1f, 0f, gates + 2 * width);
    mix(rows, whole, width, gates, before, states);
  }

  /** y += x, the first {@code n} of each row. */
  private void addFirst(int rows, int n, int stride, int x, int y) {
    float[] memory = floats;
    for (int row = 0; row < rows; row++) {
      for (int j = 0; j < n; j += LENGTH) {
        int at = row * stride + j;
        fromArray(SPECIES, memory, y + at)
            .add(fromArray(SPECIES, memory, x + at))
            .intoArray(memory, y + at);
      }
    }
  }

  /** z += r (q + bias) for the last third. */
  private void candidates(int rows, int n, int width, int gates, int products, int bias) {
    float[] memory = floats;
    for (int row = 0; row < rows; row++) {
      for (int j = 0; j < n; j += LENGTH) {
        int at = 3 * row * width + j;
        int last = at + 2 * width;
        FloatVector product =
            fromArray(SPECIES, memory, products + last).add(fromArray(SPECIES, memory, bias + j));
        fromArray(SPECIES, memory, gates + at)
            .fma(product, fromArray(SPECIES, memory, gates + last))
            .intoArray(memory, gates + last);
      }
    }
  }

  /** h = n + u (before - n). */
  private void mix(int rows, int n, int width, int gates, int before, int states) {
    float[] memory = floats;
    for (int row = 0; row < rows; row++) {
      for (int j = 0; j < n; j += LENGTH) {
        int at = row * width + j;
        int update = gates + 3 * row * width + width + j;
        FloatVector candidate = fromArray(SPECIES, memory, update + width);
        fromArray(SPECIES, memory, update)
            .fma(fromArray(SPECIES, memory, before + at).sub(candidate), candidate)
            .intoArray(memory, states + at);
      }
    }
  }

  /** {@link RecurrenceKernels#gruGradient}. */
  void gradient(
      int rows, int width, int gates, int products, int bias, int before, int dh, int previous) {
    int whole = width - width % LENGTH;
    rest.gruGradient(rows, whole, width, gates, products, bias, before, dh, previous);
    updateGradients(rows, whole, width, gates, products, before, dh, previous);
    resetGradients(rows, whole, width, gates, products, bias);
  }

  /** previous += dh u; du = dh (before - n) u (1 - u); dn = dh (1 - u) (1 - n^2). */
  private void updateGradients(
      int rows, int n, int width, int gates, int products, int before, int dh, int previous) {
    float[] memory = floats;
    for (int row = 0; row < rows; row++) {
      for (int j = 0; j < n; j += LENGTH) {
        int at = row * width + j;
        int gate = 3 * row * width + width + j;
        FloatVector update = fromArray(SPECIES, memory, gates + gate);
        FloatVector candidate = fromArray(SPECIES, memory, gates + gate + width);
        FloatVector state = fromArray(SPECIES, memory, dh + at);
        FloatVector kept = state.mul(update);
        kept = kept.blend(0f, kept.lanewise(ABS).compare(LT, NEGLIGIBLE));
        fromArray(SPECIES, memory, previous + at).add(kept).intoArray(memory, previous + at);
        FloatVector delta =
            state.sub(kept).mul(candidate.lanewise(NEG).fma(candidate, broadcast(SPECIES, 1f)));
        delta
            .blend(0f, delta.lanewise(ABS).compare(LT, NEGLIGIBLE))
            .intoArray(memory, gates + gate + width);
        delta =
            fromArray(SPECIES, memory, before + at)
                .sub(candidate)
                .mul(kept)
                .mul(broadcast(SPECIES, 1f).sub(update));
        delta = delta.blend(0f, delta.lanewise(ABS).compare(LT, NEGLIGIBLE));
        delta.intoArray(memory, gates + gate);
        delta.intoArray(memory, products + gate);
      }
    }
  }

  /** dr = dn (q + bias) r (1 - r); dq = dn r for the last third. */
  private void resetGradients(int rows, int n, int width, int gates, int products, int bias) {
    float[] memory = floats;
    for (int row = 0; row < rows; row++) {
      for (int j = 0; j < n; j += LENGTH) {
        int at = 3 * row * width + j;
        int last = at + 2 * width;
        FloatVector reset = fromArray(SPECIES, memory, gates + at);
        FloatVector dn = fromArray(SPECIES, memory, gates + last);
        FloatVector delta =
            fromArray(SPECIES, memory, products + last)
                .add(fromArray(SPECIES, memory, bias + j))
                .mul(dn)
                .mul(reset.lanewise(NEG).fma(reset, reset));
        delta = delta.blend(0f, delta.lanewise(ABS).compare(LT, NEGLIGIBLE));
        delta.intoArray(memory, gates + at);
        delta.intoArray(memory, products + at);
        delta = dn.mul(reset);
        delta
            .blend(0f, delta.lanewise(ABS).compare(LT, NEGLIGIBLE))
            .intoArray(memory, products + last);
      }
    }
  }
}
