package io.gradstream.network;

import static io.gradstream.network.Kernels.LANES;
import static io.gradstream.network.VectorKernels.ORDER;
import static io.gradstream.network.VectorKernels.SPECIES;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromByteBuffer;
import static jdk.incubator.vector.FloatVector.zero;

import java.nio.ByteBuffer;
import jdk.incubator.vector.FloatVector;

/**
 * Products of small matrices, for which a call of BLAS costs more than the product. Sums are kept
 * in registers, 32 columns at a time. Vectors never cross a method of ours: see {@link
 * VectorKernels}.
 */
final class VectorProducts {

  private final ByteBuffer memory;
  private final float[] lanes = new float[LANES];

  VectorProducts(ByteBuffer memory) {
    this.memory = memory;
  }

  void affine(int rows, int in, int out, int x, int w, int bias, int y) {
    for (int row = 0; row < rows; row++) {
      oneRow(in, out, x + row * in, w, bias, y + row * out);
    }
  }

  private void oneRow(int in, int out, int x, int w, int bias, int y) {
    int j = 0;
    for (; j + 4 * LANES <= out; j += 4 * LANES) {
      oneByFour(in, out, x, w + j, bias + j, y + j);
    }
    for (; j + LANES <= out; j += LANES) {
      FloatVector sum = fromByteBuffer(SPECIES, memory, (bias + j) * Float.BYTES, ORDER);
      for (int i = 0; i < in; i++) {
        sum =
            broadcast(SPECIES, get(x + i))
                .fma(fromByteBuffer(SPECIES, memory, (w + i * out + j) * Float.BYTES, ORDER), sum);
      }
      sum.intoByteBuffer(memory, (y + j) * Float.BYTES, ORDER);
    }
    for (; j < out; j++) {
      column(in, out, x, w + j, bias + j, y + j);
    }
  }

  private void oneByFour(int in, int out, int x, int w, int bias, int y) {
    FloatVector sum0 = fromByteBuffer(SPECIES, memory, bias * Float.BYTES, ORDER);
    FloatVector sum1 = fromByteBuffer(SPECIES, memory, (bias + LANES) * Float.BYTES, ORDER);
    FloatVector sum2 = fromByteBuffer(SPECIES, memory, (bias + 2 * LANES) * Float.BYTES, ORDER);
    FloatVector sum3 = fromByteBuffer(SPECIES, memory, (bias + 3 * LANES) * Float.BYTES, ORDER);
    for (int i = 0; i < in; i++) {
      FloatVector value = broadcast(SPECIES, get(x + i));
      int from = w + i * out;
      sum0 = value.fma(fromByteBuffer(SPECIES, memory, from * Float.BYTES, ORDER), sum0);
      sum1 = value.fma(fromByteBuffer(SPECIES, memory, (from + LANES) * Float.BYTES, ORDER), sum1);
      sum2 =
          value.fma(fromByteBuffer(SPECIES, memory, (from + 2 * LANES) * Float.BYTES, ORDER), sum2);
      sum3 =
          value.fma(fromByteBuffer(SPECIES, memory, (from + 3 * LANES) * Float.BYTES, ORDER), sum3);
    }
    sum0.intoByteBuffer(memory, y * Float.BYTES, ORDER);
    sum1.intoByteBuffer(memory, (y + LANES) * Float.BYTES, ORDER);
    sum2.intoByteBuffer(memory, (y + 2 * LANES) * Float.BYTES, ORDER);
    sum3.intoByteBuffer(memory, (y + 3 * LANES) * Float.BYTES, ORDER);
  }

  private void column(int in, int out, int x, int w, int bias, int y) {
    float sum = get(bias);
    for (int i = 0; i < in; i++) {
      sum = Math.fma(get(x + i), get(w + i * out), sum);
    }
    put(y, sum);
  }

  void outer(int in, int out, int x, int d, int g) {
    for (int i = 0; i < in; i++) {
      FloatVector value = broadcast(SPECIES, get(x + i));
      int to = g + i * out;
      int j = 0;
      for (; j + LANES <= out; j += LANES) {
        value
            .mul(fromByteBuffer(SPECIES, memory, (d + j) * Float.BYTES, ORDER))
            .intoByteBuffer(memory, (to + j) * Float.BYTES, ORDER);
      }
      for (; j < out; j++) {
        put(to + j, get(x + i) * get(d + j));
      }
    }
  }

  void transposed(int in, int out, int d, int w, int dx) {
    for (int i = 0; i < in; i++) {
      put(dx + i, dot(out, d, w + i * out));
    }
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

  private void put(int offset, float value) {
    memory.putFloat(offset * Float.BYTES, value);
  }
}
