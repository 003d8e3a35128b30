package io.gradstream.network.kernels;

import static io.gradstream.network.kernels.FloatMath.NEGLIGIBLE;
import static io.gradstream.network.kernels.Kernels.LANES;
import static io.gradstream.network.kernels.VectorKernels.ORDER;
import static io.gradstream.network.kernels.VectorKernels.SPECIES;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromByteBuffer;
import static jdk.incubator.vector.VectorOperators.ABS;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.NEG;

import java.nio.ByteBuffer;
import jdk.incubator.vector.FloatVector;

/** Gated recurrent units with the Vector API, by the rules of {@link VectorRecurrenceKernels}. */
final class VectorGru {

  private final ByteBuffer bytes;
  private final VectorGates activation;
  private final ScalarRecurrenceKernels rest;

  VectorGru(ByteBuffer memory) {
    bytes = memory;
    activation = new VectorGates(memory);
    rest = new ScalarRecurrenceKernels(memory);
  }

  /** {@link RecurrenceKernels#gru}. */
  void step(int rows, int width, int gates, int products, int bias, int before, int states) {
    int whole = width - width % LANES;
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
    ByteBuffer memory = bytes;
    for (int row = 0; row < rows; row++) {
      for (int j = 0; j < n; j += LANES) {
        int at = row * stride + j;
        fromByteBuffer(SPECIES, memory, (y + at) * Float.BYTES, ORDER)
            .add(fromByteBuffer(SPECIES, memory, (x + at) * Float.BYTES, ORDER))
            .intoByteBuffer(memory, (y + at) * Float.BYTES, ORDER);
      }
    }
  }

  /** z += r (q + bias) for the last third. */
  private void candidates(int rows, int n, int width, int gates, int products, int bias) {
    ByteBuffer memory = bytes;
    for (int row = 0; row < rows; row++) {
      for (int j = 0; j < n; j += LANES) {
        int at = 3 * row * width + j;
        int last = (at + 2 * width) * Float.BYTES;
        FloatVector product =
            fromByteBuffer(SPECIES, memory, products * Float.BYTES + last, ORDER)
                .add(fromByteBuffer(SPECIES, memory, (bias + j) * Float.BYTES, ORDER));
        fromByteBuffer(SPECIES, memory, (gates + at) * Float.BYTES, ORDER)
            .fma(product, fromByteBuffer(SPECIES, memory, gates * Float.BYTES + last, ORDER))
            .intoByteBuffer(memory, gates * Float.BYTES + last, ORDER);
      }
    }
  }

  /** h = n + u (before - n). */
  private void mix(int rows, int n, int width, int gates, int before, int states) {
    ByteBuffer memory = bytes;
    for (int row = 0; row < rows; row++) {
      for (int j = 0; j < n; j += LANES) {
        int at = row * width + j;
        int update = (gates + 3 * row * width + width + j) * Float.BYTES;
        FloatVector candidate =
            fromByteBuffer(SPECIES, memory, update + width * Float.BYTES, ORDER);
        fromByteBuffer(SPECIES, memory, update, ORDER)
            .fma(
                fromByteBuffer(SPECIES, memory, (before + at) * Float.BYTES, ORDER).sub(candidate),
                candidate)
            .intoByteBuffer(memory, (states + at) * Float.BYTES, ORDER);
      }
    }
  }

  /** {@link RecurrenceKernels#gruGradient}. */
  void gradient(
      int rows, int width, int gates, int products, int bias, int before, int dh, int previous) {
    int whole = width - width % LANES;
    rest.gruGradient(rows, whole, width, gates, products, bias, before, dh, previous);
    updateGradients(rows, whole, width, gates, products, before, dh, previous);
    resetGradients(rows, whole, width, gates, products, bias);
  }

  /** previous += dh u; du = dh (before - n) u (1 - u); dn = dh (1 - u) (1 - n^2). */
  private void updateGradients(
      int rows, int n, int width, int gates, int products, int before, int dh, int previous) {
    ByteBuffer memory = bytes;
    for (int row = 0; row < rows; row++) {
      for (int j = 0; j < n; j += LANES) {
        int at = row * width + j;
        int gate = 3 * row * width + width + j;
        FloatVector update = fromByteBuffer(SPECIES, memory, (gates + gate) * Float.BYTES, ORDER);
        FloatVector candidate =
            fromByteBuffer(SPECIES, memory, (gates + gate + width) * Float.BYTES, ORDER);
        FloatVector state = fromByteBuffer(SPECIES, memory, (dh + at) * Float.BYTES, ORDER);
        FloatVector kept = state.mul(update);
        kept = kept.blend(0f, kept.lanewise(ABS).compare(LT, NEGLIGIBLE));
        fromByteBuffer(SPECIES, memory, (previous + at) * Float.BYTES, ORDER)
            .add(kept)
            .intoByteBuffer(memory, (previous + at) * Float.BYTES, ORDER);
        FloatVector delta =
            state.sub(kept).mul(candidate.lanewise(NEG).fma(candidate, broadcast(SPECIES, 1f)));
        delta
            .blend(0f, delta.lanewise(ABS).compare(LT, NEGLIGIBLE))
            .intoByteBuffer(memory, (gates + gate + width) * Float.BYTES, ORDER);
        delta =
            fromByteBuffer(SPECIES, memory, (before + at) * Float.BYTES, ORDER)
                .sub(candidate)
                .mul(kept)
                .mul(broadcast(SPECIES, 1f).sub(update));
        delta = delta.blend(0f, delta.lanewise(ABS).compare(LT, NEGLIGIBLE));
        delta.intoByteBuffer(memory, (gates + gate) * Float.BYTES, ORDER);
        delta.intoByteBuffer(memory, (products + gate) * Float.BYTES, ORDER);
      }
    }
  }

  /** dr = dn (q + bias) r (1 - r); dq = dn r for the last third. */
  private void resetGradients(int rows, int n, int width, int gates, int products, int bias) {
    ByteBuffer memory = bytes;
    for (int row = 0; row < rows; row++) {
      for (int j = 0; j < n; j += LANES) {
        int at = 3 * row * width + j;
        int last = at + 2 * width;
        FloatVector reset = fromByteBuffer(SPECIES, memory, (gates + at) * Float.BYTES, ORDER);
        FloatVector dn = fromByteBuffer(SPECIES, memory, (gates + last) * Float.BYTES, ORDER);
        FloatVector delta =
            fromByteBuffer(SPECIES, memory, (products + last) * Float.BYTES, ORDER)
                .add(fromByteBuffer(SPECIES, memory, (bias + j) * Float.BYTES, ORDER))
                .mul(dn)
                .mul(reset.lanewise(NEG).fma(reset, reset));
        delta = delta.blend(0f, delta.lanewise(ABS).compare(LT, NEGLIGIBLE));
        delta.intoByteBuffer(memory, (gates + at) * Float.BYTES, ORDER);
        delta.intoByteBuffer(memory, (products + at) * Float.BYTES, ORDER);
        delta = dn.mul(reset);
        delta
            .blend(0f, delta.lanewise(ABS).compare(LT, NEGLIGIBLE))
            .intoByteBuffer(memory, (products + last) * Float.BYTES, ORDER);
      }
    }
  }
}
