package io.gradstream.network.kernels;

import static io.gradstream.network.kernels.FloatMath.NEGLIGIBLE;
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
import static jdk.incubator.vector.VectorOperators.ABS;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.NEG;

import jdk.incubator.vector.FloatVector;

/** LSTM cells with the Vector API, by the rules of {@link VectorRecurrenceKernels}. */
final class VectorLstm {

  private final float[] floats;
  private final VectorGates activation;
  private final ScalarRecurrenceKernels rest;

  VectorLstm(float[] memory) {
    floats = memory;
    activation = new VectorGates(memory);
    rest = new ScalarRecurrenceKernels(memory);
  }

  /** {@link RecurrenceKernels#lstm}. */
  void step(
      int rows, int width, int gates, int before, int cells, int squashed, int states, int stride) {
    int whole = width - width % LENGTH;
    activation.twoSigmoids(rows, whole, width, 4 * width, gates);
    activation.gates(rows, whole, 4 * width, 1f, 0f, gates + 2 * width);
    activation.gates(rows, whole, 4 * width, 0.5f, 0.5f, gates + 3 * width);
    remember(rows, whole, width, gates, before, cells);
    emit(rows, whole, width, gates + 3 * width, cells, squashed, states, stride);
    rest.lstm(rows, whole, width, gates, before, cells, squashed, states, stride);
  }

  /** c = f before + i g. */
  private void remember(int rows, int n, int width, int gates, int before, int cells) {
    float[] memory = floats;
    for (int row = 0; row < rows; row++) {
      for (int j = 0; j < n; j += LENGTH) {
        int at = row * width + j;
        int gate = gates + 4 * row * width + j;
        FloatVector in = fromArray(SPECIES, memory, gate);
        FloatVector forget = fromArray(SPECIES, memory, gate + width);
        FloatVector kept = in.mul(fromArray(SPECIES, memory, gate + 2 * width));
        FloatVector cell = forget.fma(fromArray(SPECIES, memory, before + at), kept);
        cell.blend(0f, cell.lanewise(ABS).compare(LT, NEGLIGIBLE)).intoArray(memory, cells + at);
      }
    }
  }

  /** h = o tanh(c). */
  private void emit(
      int rows, int n, int width, int outs, int cells, int squashed, int states, int stride) {
    float[] memory = floats;
    for (int row = 0; row < rows; row++) {
      for (int j = 0; j < n; j += LENGTH) {
        int at = row * width + j;
        FloatVector held = fromArray(SPECIES, memory, cells + at);
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
        FloatVector tanh = held.mul(p).div(q);
        tanh.intoArray(memory, squashed + at);
        tanh.mul(fromArray(SPECIES, memory, outs + 4 * row * width + j))
            .intoArray(memory, states + row * stride + j);
      }
    }
  }

  /** {@link RecurrenceKernels#lstmGradient}. */
  void gradient(int rows, int width, int before, int squashed, int dh, int dc, int gates) {
    int whole = width - width % LENGTH;
    rest.lstmGradient(rows, whole, width, before, squashed, dh, dc, gates);
    outputGradients(rows, whole, width, gates + 3 * width, squashed, dh, dc);
    cellGradients(rows, whole, width, before, dc, gates);
  }

  /** dc += dh o (1 - tanh(c)^2); do = dh tanh(c) o (1 - o). */
  private void outputGradients(int rows, int n, int width, int outs, int squashed, int dh, int dc) {
    float[] memory = floats;
    for (int row = 0; row < rows; row++) {
      for (int j = 0; j < n; j += LENGTH) {
        int at = row * width + j;
        int gate = outs + 4 * row * width + j;
        FloatVector out = fromArray(SPECIES, memory, gate);
        FloatVector tanh = fromArray(SPECIES, memory, squashed + at);
        FloatVector state = fromArray(SPECIES, memory, dh + at);
        FloatVector slope = tanh.lanewise(NEG).fma(tanh, broadcast(SPECIES, 1f));
        state.mul(out).fma(slope, fromArray(SPECIES, memory, dc + at)).intoArray(memory, dc + at);
        FloatVector delta = state.mul(tanh).mul(out.lanewise(NEG).fma(out, out));
        delta.blend(0f, delta.lanewise(ABS).compare(LT, NEGLIGIBLE)).intoArray(memory, gate);
      }
    }
  }

  /** di = dc g i (1 - i); df = dc before f (1 - f); dg = dc i (1 - g^2); dc *= f. */
  private void cellGradients(int rows, int n, int width, int before, int dc, int gates) {
    float[] memory = floats;
    for (int row = 0; row < rows; row++) {
      for (int j = 0; j < n; j += LENGTH) {
        int at = row * width + j;
        int gate = gates + 4 * row * width + j;
        FloatVector cell = fromArray(SPECIES, memory, dc + at);
        FloatVector in = fromArray(SPECIES, memory, gate);
        FloatVector forget = fromArray(SPECIES, memory, gate + width);
        FloatVector candidate = fromArray(SPECIES, memory, gate + 2 * width);
        FloatVector delta = cell.mul(candidate).mul(in.lanewise(NEG).fma(in, in));
        delta.blend(0f, delta.lanewise(ABS).compare(LT, NEGLIGIBLE)).intoArray(memory, gate);
        delta =
            cell.mul(fromArray(SPECIES, memory, before + at))
                .mul(forget.lanewise(NEG).fma(forget, forget));
        delta
            .blend(0f, delta.lanewise(ABS).compare(LT, NEGLIGIBLE))
            .intoArray(memory, gate + width);
        delta = cell.mul(in).mul(candidate.lanewise(NEG).fma(candidate, broadcast(SPECIES, 1f)));
        delta
            .blend(0f, delta.lanewise(ABS).compare(LT, NEGLIGIBLE))
            .intoArray(memory, gate + 2 * width);
        delta = cell.mul(forget);
        delta.blend(0f, delta.lanewise(ABS).compare(LT, NEGLIGIBLE)).intoArray(memory, dc + at);
      }
    }
  }
}
