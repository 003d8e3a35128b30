package io.gradstream.network;

import static io.gradstream.network.FloatMath.NEGLIGIBLE;
import static io.gradstream.network.FloatMath.TANH_MAX;
import static io.gradstream.network.FloatMath.TANH_P1;
import static io.gradstream.network.FloatMath.TANH_P2;
import static io.gradstream.network.FloatMath.TANH_P3;
import static io.gradstream.network.FloatMath.TANH_P4;
import static io.gradstream.network.FloatMath.TANH_Q1;
import static io.gradstream.network.FloatMath.TANH_Q2;
import static io.gradstream.network.FloatMath.TANH_Q3;
import static io.gradstream.network.FloatMath.TANH_Q4;
import static io.gradstream.network.Kernels.LANES;
import static io.gradstream.network.VectorKernels.ORDER;
import static io.gradstream.network.VectorKernels.SPECIES;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromByteBuffer;
import static jdk.incubator.vector.FloatVector.zero;
import static jdk.incubator.vector.VectorOperators.ABS;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.NEG;

import java.nio.ByteBuffer;
import jdk.incubator.vector.FloatVector;

/** The kernels with the Vector API, by the rules of {@link VectorKernels}. */
final class VectorRecurrenceKernels implements RecurrenceKernels {

  private final ByteBuffer memory;
  private final VectorProducts products;
  private final ScalarRecurrenceKernels rest;
  private final float[] lanes = new float[LANES];

  VectorRecurrenceKernels(ByteBuffer memory) {
    this.memory = memory;
    products = new VectorProducts(memory);
    rest = new ScalarRecurrenceKernels(memory);
  }

  /** x = scale tanh(scale x) + shift: the sigmoid with 1/2 and 1/2, the tanh with 1 and 0. */
  private void gate(int n, float scale, float shift, int x) {
    for (int i = x; i < x + n; i += LANES) {
      FloatVector held =
          fromByteBuffer(SPECIES, memory, i * Float.BYTES, ORDER)
              .mul(scale)
              .min(TANH_MAX)
              .max(-TANH_MAX);
      FloatVector z = held.mul(held);
      FloatVector p = broadcast(SPECIES, TANH_P4);
      p = p.fma(z, broadcast(SPECIES, TANH_P3));
      p = p.fma(z, broadcast(SPECIES, TANH_P2));
      p = p.fma(z, broadcast(SPECIES, TANH_P1));
      p = p.fma(z, broadcast(SPECIES, 1f));
      FloatVector q = broadcast(SPECIES, TANH_Q4);
      q = q.fma(z, broadcast(SPECIES, TANH_Q3));
      q = q.fma(z, broadcast(SPECIES, TANH_Q2));
      q = q.fma(z, broadcast(SPECIES, TANH_Q1));
      q = q.fma(z, broadcast(SPECIES, 1f));
      held.mul(p)
          .div(q)
          .min(1f)
          .max(-1f)
          .fma(broadcast(SPECIES, scale), broadcast(SPECIES, shift))
          .intoByteBuffer(memory, i * Float.BYTES, ORDER);
    }
  }

  @Override
  public void lstm(
      int rows, int width, int gates, int before, int cells, int squashed, int states) {
    int whole = width - width % LANES;
    for (int row = 0; row < rows; row++) {
      int at = row * width;
      int sums = gates + 4 * at;
      gate(whole, 0.5f, 0.5f, sums);
      gate(whole, 0.5f, 0.5f, sums + width);
      gate(whole, 1f, 0f, sums + 2 * width);
      gate(whole, 0.5f, 0.5f, sums + 3 * width);
      remember(whole, width, sums, before + at, cells + at, squashed + at);
      gate(whole, 1f, 0f, squashed + at);
      emit(whole, sums + 3 * width, squashed + at, states + at);
      int end = at + whole;
      rest.lstmCells(
          width - whole,
          width,
          sums + whole,
          before + end,
          cells + end,
          squashed + end,
          states + end);
    }
  }

  /** c = f before + i g, and once more where tanh(c) is to be. */
  private void remember(int n, int width, int gates, int before, int cells, int copies) {
    for (int j = 0; j < n; j += LANES) {
      int at = gates + j;
      FloatVector in = fromByteBuffer(SPECIES, memory, at * Float.BYTES, ORDER);
      FloatVector forget = fromByteBuffer(SPECIES, memory, (at + width) * Float.BYTES, ORDER);
      FloatVector candidate =
          fromByteBuffer(SPECIES, memory, (at + 2 * width) * Float.BYTES, ORDER);
      FloatVector cell =
          forget.fma(
              fromByteBuffer(SPECIES, memory, (before + j) * Float.BYTES, ORDER),
              in.mul(candidate));
      cell = cell.blend(0f, cell.lanewise(ABS).compare(LT, NEGLIGIBLE));
      cell.intoByteBuffer(memory, (cells + j) * Float.BYTES, ORDER);
      cell.intoByteBuffer(memory, (copies + j) * Float.BYTES, ORDER);
    }
  }

  /** h = o tanh(c). */
  private void emit(int n, int out, int squashed, int states) {
    for (int j = 0; j < n; j += LANES) {
      fromByteBuffer(SPECIES, memory, (out + j) * Float.BYTES, ORDER)
          .mul(fromByteBuffer(SPECIES, memory, (squashed + j) * Float.BYTES, ORDER))
          .intoByteBuffer(memory, (states + j) * Float.BYTES, ORDER);
    }
  }

  @Override
  public void lstmGradient(
      int rows, int width, int before, int squashed, int dh, int dc, int gates) {
    int whole = width - width % LANES;
    for (int row = 0; row < rows; row++) {
      int at = row * width;
      int end = at + whole;
      lstmOutputGradients(whole, gates + 4 * at + 3 * width, squashed + at, dh + at, dc + at);
      lstmCellGradients(whole, width, before + at, dc + at, gates + 4 * at);
      rest.lstmCellGradients(
          width - whole,
          width,
          before + end,
          squashed + end,
          dh + end,
          dc + end,
          gates + 4 * at + whole);
    }
  }

  /** dc += dh o (1 - tanh(c)^2); do = dh tanh(c) o (1 - o). */
  private void lstmOutputGradients(int n, int outs, int squashed, int dh, int dc) {
    for (int j = 0; j < n; j += LANES) {
      FloatVector out = fromByteBuffer(SPECIES, memory, (outs + j) * Float.BYTES, ORDER);
      FloatVector tanh = fromByteBuffer(SPECIES, memory, (squashed + j) * Float.BYTES, ORDER);
      FloatVector state = fromByteBuffer(SPECIES, memory, (dh + j) * Float.BYTES, ORDER);
      state
          .mul(out)
          .fma(
              tanh.lanewise(NEG).fma(tanh, broadcast(SPECIES, 1f)),
              fromByteBuffer(SPECIES, memory, (dc + j) * Float.BYTES, ORDER))
          .intoByteBuffer(memory, (dc + j) * Float.BYTES, ORDER);
      FloatVector delta = state.mul(tanh).mul(out.lanewise(NEG).fma(out, out));
      delta
          .blend(0f, delta.lanewise(ABS).compare(LT, NEGLIGIBLE))
          .intoByteBuffer(memory, (outs + j) * Float.BYTES, ORDER);
    }
  }

  /** di = dc g i (1 - i); df = dc before f (1 - f); dg = dc i (1 - g^2); dc *= f. */
  private void lstmCellGradients(int n, int width, int before, int dc, int gates) {
    for (int j = 0; j < n; j += LANES) {
      int at = gates + j;
      FloatVector cell = fromByteBuffer(SPECIES, memory, (dc + j) * Float.BYTES, ORDER);
      FloatVector in = fromByteBuffer(SPECIES, memory, at * Float.BYTES, ORDER);
      FloatVector forget = fromByteBuffer(SPECIES, memory, (at + width) * Float.BYTES, ORDER);
      FloatVector candidate =
          fromByteBuffer(SPECIES, memory, (at + 2 * width) * Float.BYTES, ORDER);
      FloatVector delta = cell.mul(candidate).mul(in.lanewise(NEG).fma(in, in));
      delta
          .blend(0f, delta.lanewise(ABS).compare(LT, NEGLIGIBLE))
          .intoByteBuffer(memory, at * Float.BYTES, ORDER);
      delta =
          cell.mul(fromByteBuffer(SPECIES, memory, (before + j) * Float.BYTES, ORDER))
              .mul(forget.lanewise(NEG).fma(forget, forget));
      delta
          .blend(0f, delta.lanewise(ABS).compare(LT, NEGLIGIBLE))
          .intoByteBuffer(memory, (at + width) * Float.BYTES, ORDER);
      delta = cell.mul(in).mul(candidate.lanewise(NEG).fma(candidate, broadcast(SPECIES, 1f)));
      delta
          .blend(0f, delta.lanewise(ABS).compare(LT, NEGLIGIBLE))
          .intoByteBuffer(memory, (at + 2 * width) * Float.BYTES, ORDER);
      delta = cell.mul(forget);
      delta
          .blend(0f, delta.lanewise(ABS).compare(LT, NEGLIGIBLE))
          .intoByteBuffer(memory, (dc + j) * Float.BYTES, ORDER);
    }
  }

  /**
   * The products' kernel does without a place of its own for the sum: it reads before it writes.
   */
  @Override
  public void addProduct(int rows, int in, int out, int x, int w, int y) {
    for (int row = 0; row < rows; row++) {
      int to = y + row * out;
      products.affine(1, in, out, x + row * in, w, to, to);
    }
  }

  @Override
  public void addTransposed(int rows, int in, int out, int d, int w, int dx) {
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < in; i++) {
        int to = (dx + row * in + i) * Float.BYTES;
        memory.putFloat(to, memory.getFloat(to) + dot(out, d + row * out, w + i * out));
      }
    }
  }

  private float dot(int n, int x, int y) {
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
