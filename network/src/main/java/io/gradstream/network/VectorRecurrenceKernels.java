package io.gradstream.network;

import static io.gradstream.network.FloatMath.NEGLIGIBLE;
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
import static jdk.incubator.vector.VectorOperators.ABS;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.NEG;

import java.nio.ByteBuffer;
import jdk.incubator.vector.FloatVector;

/**
 * The kernels with the Vector API, by the rules of {@link VectorKernels}. The memory is a local
 * variable in each loop: a field would be read anew for every load and store.
 */
final class VectorRecurrenceKernels implements RecurrenceKernels {

  private final ByteBuffer bytes;
  private final ScalarRecurrenceKernels rest;

  VectorRecurrenceKernels(ByteBuffer memory) {
    bytes = memory;
    rest = new ScalarRecurrenceKernels(memory);
  }

  @Override
  public void squash(int n, int z) {
    int whole = n - n % LANES;
    gates(1, whole, whole, 1f, 0f, z);
    rest.squash(n - whole, z + whole);
  }

  @Override
  public void squashGradient(int n, int y, int d) {
    ByteBuffer memory = bytes;
    int i = 0;
    for (; i + LANES <= n; i += LANES) {
      FloatVector value = fromByteBuffer(SPECIES, memory, (y + i) * Float.BYTES, ORDER);
      FloatVector delta =
          fromByteBuffer(SPECIES, memory, (d + i) * Float.BYTES, ORDER)
              .mul(value.lanewise(NEG).fma(value, broadcast(SPECIES, 1f)));
      delta
          .blend(0f, delta.lanewise(ABS).compare(LT, NEGLIGIBLE))
          .intoByteBuffer(memory, (d + i) * Float.BYTES, ORDER);
    }
    rest.squashGradient(n - i, y + i, d + i);
  }

  /**
   * x = scale tanh(scale x) + shift of the first {@code n} of each row: the sigmoid with 1/2 and
   * 1/2, the tanh with 1 and 0.
   */
  private void gates(int rows, int n, int stride, float scale, float shift, int x) {
    ByteBuffer memory = bytes;
    for (int row = 0; row < rows; row++) {
      for (int j = 0; j < n; j += LANES) {
        int at = (x + row * stride + j) * Float.BYTES;
        FloatVector held = fromByteBuffer(SPECIES, memory, at, ORDER).mul(scale);
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
            .intoByteBuffer(memory, at, ORDER);
      }
    }
  }

  /** The sigmoids of two gates, as one where they lie side by side. */
  private void twoSigmoids(int rows, int n, int width, int stride, int x) {
    if (n == width) {
      gates(rows, 2 * width, stride, 0.5f, 0.5f, x);
    } else {
      gates(rows, n, stride, 0.5f, 0.5f, x);
      gates(rows, n, stride, 0.5f, 0.5f, x + width);
    }
  }

  @Override
  public void lstm(
      int rows, int width, int gates, int before, int cells, int squashed, int states, int stride) {
    int whole = width - width % LANES;
    twoSigmoids(rows, whole, width, 4 * width, gates);
    gates(rows, whole, 4 * width, 1f, 0f, gates + 2 * width);
    gates(rows, whole, 4 * width, 0.5f, 0.5f, gates + 3 * width);
    remember(rows, whole, width, gates, before, cells);
    emit(rows, whole, width, gates + 3 * width, cells, squashed, states, stride);
    rest.lstm(rows, whole, width, gates, before, cells, squashed, states, stride);
  }

  /** c = f before + i g. */
  private void remember(int rows, int n, int width, int gates, int before, int cells) {
    ByteBuffer memory = bytes;
    for (int row = 0; row < rows; row++) {
      for (int j = 0; j < n; j += LANES) {
        int at = row * width + j;
        int gate = gates + 4 * row * width + j;
        FloatVector in = fromByteBuffer(SPECIES, memory, gate * Float.BYTES, ORDER);
        FloatVector forget = fromByteBuffer(SPECIES, memory, (gate + width) * Float.BYTES, ORDER);
        FloatVector kept =
            in.mul(fromByteBuffer(SPECIES, memory, (gate + 2 * width) * Float.BYTES, ORDER));
        FloatVector cell =
            forget.fma(fromByteBuffer(SPECIES, memory, (before + at) * Float.BYTES, ORDER), kept);
        cell.blend(0f, cell.lanewise(ABS).compare(LT, NEGLIGIBLE))
            .intoByteBuffer(memory, (cells + at) * Float.BYTES, ORDER);
      }
    }
  }

  /** h = o tanh(c). */
  private void emit(
      int rows, int n, int width, int outs, int cells, int squashed, int states, int stride) {
    ByteBuffer memory = bytes;
    for (int row = 0; row < rows; row++) {
      for (int j = 0; j < n; j += LANES) {
        int at = row * width + j;
        FloatVector held = fromByteBuffer(SPECIES, memory, (cells + at) * Float.BYTES, ORDER);
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
        tanh.intoByteBuffer(memory, (squashed + at) * Float.BYTES, ORDER);
        tanh.mul(fromByteBuffer(SPECIES, memory, (outs + 4 * row * width + j) * Float.BYTES, ORDER))
            .intoByteBuffer(memory, (states + row * stride + j) * Float.BYTES, ORDER);
      }
    }
  }

  @Override
  public void lstmGradient(
      int rows, int width, int before, int squashed, int dh, int dc, int gates) {
    int whole = width - width % LANES;
    rest.lstmGradient(rows, whole, width, before, squashed, dh, dc, gates);
    outputGradients(rows, whole, width, gates + 3 * width, squashed, dh, dc);
    cellGradients(rows, whole, width, before, dc, gates);
  }

  /** dc += dh o (1 - tanh(c)^2); do = dh tanh(c) o (1 - o). */
  private void outputGradients(int rows, int n, int width, int outs, int squashed, int dh, int dc) {
    ByteBuffer memory = bytes;
    for (int row = 0; row < rows; row++) {
      for (int j = 0; j < n; j += LANES) {
        int at = row * width + j;
        int gate = (outs + 4 * row * width + j) * Float.BYTES;
        FloatVector out = fromByteBuffer(SPECIES, memory, gate, ORDER);
        FloatVector tanh = fromByteBuffer(SPECIES, memory, (squashed + at) * Float.BYTES, ORDER);
        FloatVector state = fromByteBuffer(SPECIES, memory, (dh + at) * Float.BYTES, ORDER);
        FloatVector slope = tanh.lanewise(NEG).fma(tanh, broadcast(SPECIES, 1f));
        state
            .mul(out)
            .fma(slope, fromByteBuffer(SPECIES, memory, (dc + at) * Float.BYTES, ORDER))
            .intoByteBuffer(memory, (dc + at) * Float.BYTES, ORDER);
        FloatVector delta = state.mul(tanh).mul(out.lanewise(NEG).fma(out, out));
        delta
            .blend(0f, delta.lanewise(ABS).compare(LT, NEGLIGIBLE))
            .intoByteBuffer(memory, gate, ORDER);
      }
    }
  }

  /** di = dc g i (1 - i); df = dc before f (1 - f); dg = dc i (1 - g^2); dc *= f. */
  private void cellGradients(int rows, int n, int width, int before, int dc, int gates) {
    ByteBuffer memory = bytes;
    for (int row = 0; row < rows; row++) {
      for (int j = 0; j < n; j += LANES) {
        int at = row * width + j;
        int gate = gates + 4 * row * width + j;
        FloatVector cell = fromByteBuffer(SPECIES, memory, (dc + at) * Float.BYTES, ORDER);
        FloatVector in = fromByteBuffer(SPECIES, memory, gate * Float.BYTES, ORDER);
        FloatVector forget = fromByteBuffer(SPECIES, memory, (gate + width) * Float.BYTES, ORDER);
        FloatVector candidate =
            fromByteBuffer(SPECIES, memory, (gate + 2 * width) * Float.BYTES, ORDER);
        FloatVector delta = cell.mul(candidate).mul(in.lanewise(NEG).fma(in, in));
        delta
            .blend(0f, delta.lanewise(ABS).compare(LT, NEGLIGIBLE))
            .intoByteBuffer(memory, gate * Float.BYTES, ORDER);
        delta =
            cell.mul(fromByteBuffer(SPECIES, memory, (before + at) * Float.BYTES, ORDER))
                .mul(forget.lanewise(NEG).fma(forget, forget));
        delta
            .blend(0f, delta.lanewise(ABS).compare(LT, NEGLIGIBLE))
            .intoByteBuffer(memory, (gate + width) * Float.BYTES, ORDER);
        delta = cell.mul(in).mul(candidate.lanewise(NEG).fma(candidate, broadcast(SPECIES, 1f)));
        delta
            .blend(0f, delta.lanewise(ABS).compare(LT, NEGLIGIBLE))
            .intoByteBuffer(memory, (gate + 2 * width) * Float.BYTES, ORDER);
        delta = cell.mul(forget);
        delta
            .blend(0f, delta.lanewise(ABS).compare(LT, NEGLIGIBLE))
            .intoByteBuffer(memory, (dc + at) * Float.BYTES, ORDER);
      }
    }
  }

  @Override
  public void gru(int rows, int width, int gates, int products, int bias, int before, int states) {
    int whole = width - width % LANES;
    rest.gru(rows, whole, width, gates, products, bias, before, states);
    addFirst(rows, whole, 3 * width, products, gates);
    addFirst(rows, whole, 3 * width, products + width, gates + width);
    twoSigmoids(rows, whole, width, 3 * width, gates);
    candidates(rows, whole, width, gates, products, bias);
    gates(rows, whole, 3 * width, 1f, 0f, gates + 2 * width);
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

  @Override
  public void gruGradient(
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

  @Override
  public void transpose(int rows, int columns, int x, int y) {
    rest.transpose(rows, columns, x, y);
  }
}
