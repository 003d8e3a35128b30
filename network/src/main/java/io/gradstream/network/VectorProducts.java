package io.gradstream.network;

import static io.gradstream.network.Kernels.LANES;
import static io.gradstream.network.VectorKernels.SPECIES;
import static io.gradstream.network.VectorKernels.load;
import static io.gradstream.network.VectorKernels.store;

import java.nio.ByteBuffer;
import jdk.incubator.vector.FloatVector;

/**
 * Products of small matrices, for which a call of BLAS costs more than the product. Sums are kept
 * in registers: one row by 32 columns, or four rows by 16.
 */
final class VectorProducts {

  private final ByteBuffer memory;
  private final float[] lanes = new float[LANES];

  VectorProducts(ByteBuffer memory) {
    this.memory = memory;
  }

  void affine(int rows, int in, int out, int x, int w, int bias, int y) {
    int row = 0;
    for (; row + 4 <= rows; row += 4) {
      fourRows(in, out, x + row * in, w, bias, y + row * out);
    }
    for (; row < rows; row++) {
      oneRow(in, out, x + row * in, w, bias, y + row * out);
    }
  }

  private void oneRow(int in, int out, int x, int w, int bias, int y) {
    int j = 0;
    for (; j + 4 * LANES <= out; j += 4 * LANES) {
      oneByFour(in, out, x, w + j, bias + j, y + j);
    }
    for (; j + LANES <= out; j += LANES) {
      FloatVector sum = load(memory, bias + j);
      for (int i = 0; i < in; i++) {
        sum = value(x + i).fma(load(memory, w + i * out + j), sum);
      }
      store(sum, memory, y + j);
    }
    for (; j < out; j++) {
      column(in, out, x, w + j, bias + j, y + j);
    }
  }

  private void oneByFour(int in, int out, int x, int w, int bias, int y) {
    FloatVector sum0 = load(memory, bias);
    FloatVector sum1 = load(memory, bias + LANES);
    FloatVector sum2 = load(memory, bias + 2 * LANES);
    FloatVector sum3 = load(memory, bias + 3 * LANES);
    for (int i = 0; i < in; i++) {
      FloatVector value = value(x + i);
      int from = w + i * out;
      sum0 = value.fma(load(memory, from), sum0);
      sum1 = value.fma(load(memory, from + LANES), sum1);
      sum2 = value.fma(load(memory, from + 2 * LANES), sum2);
      sum3 = value.fma(load(memory, from + 3 * LANES), sum3);
    }
    store(sum0, memory, y);
    store(sum1, memory, y + LANES);
    store(sum2, memory, y + 2 * LANES);
    store(sum3, memory, y + 3 * LANES);
  }

  private void fourRows(int in, int out, int x, int w, int bias, int y) {
    int j = 0;
    for (; j + 2 * LANES <= out; j += 2 * LANES) {
      fourByTwo(in, out, x, w + j, bias + j, y + j);
    }
    for (; j + LANES <= out; j += LANES) {
      fourByOne(in, out, x, w + j, bias + j, y + j);
    }
    for (; j < out; j++) {
      for (int row = 0; row < 4; row++) {
        column(in, out, x + row * in, w + j, bias + j, y + row * out + j);
      }
    }
  }

  private void fourByTwo(int in, int out, int x, int w, int bias, int y) {
    FloatVector sum00 = load(memory, bias);
    FloatVector sum01 = load(memory, bias + LANES);
    FloatVector sum10 = sum00;
    FloatVector sum11 = sum01;
    FloatVector sum20 = sum00;
    FloatVector sum21 = sum01;
    FloatVector sum30 = sum00;
    FloatVector sum31 = sum01;
    for (int i = 0; i < in; i++) {
      FloatVector left = load(memory, w + i * out);
      FloatVector right = load(memory, w + i * out + LANES);
      FloatVector value = value(x + i);
      sum00 = value.fma(left, sum00);
      sum01 = value.fma(right, sum01);
      value = value(x + in + i);
      sum10 = value.fma(left, sum10);
      sum11 = value.fma(right, sum11);
      value = value(x + 2 * in + i);
      sum20 = value.fma(left, sum20);
      sum21 = value.fma(right, sum21);
      value = value(x + 3 * in + i);
      sum30 = value.fma(left, sum30);
      sum31 = value.fma(right, sum31);
    }
    store(sum00, memory, y);
    store(sum01, memory, y + LANES);
    store(sum10, memory, y + out);
    store(sum11, memory, y + out + LANES);
    store(sum20, memory, y + 2 * out);
    store(sum21, memory, y + 2 * out + LANES);
    store(sum30, memory, y + 3 * out);
    store(sum31, memory, y + 3 * out + LANES);
  }

  private void fourByOne(int in, int out, int x, int w, int bias, int y) {
    FloatVector sum0 = load(memory, bias);
    FloatVector sum1 = sum0;
    FloatVector sum2 = sum0;
    FloatVector sum3 = sum0;
    for (int i = 0; i < in; i++) {
      FloatVector weights = load(memory, w + i * out);
      sum0 = value(x + i).fma(weights, sum0);
      sum1 = value(x + in + i).fma(weights, sum1);
      sum2 = value(x + 2 * in + i).fma(weights, sum2);
      sum3 = value(x + 3 * in + i).fma(weights, sum3);
    }
    store(sum0, memory, y);
    store(sum1, memory, y + out);
    store(sum2, memory, y + 2 * out);
    store(sum3, memory, y + 3 * out);
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
      FloatVector value = value(x + i);
      int to = g + i * out;
      int j = 0;
      for (; j + LANES <= out; j += LANES) {
        store(value.mul(load(memory, d + j)), memory, to + j);
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

  private float dot(int n, int x, int y) {
    FloatVector sum = FloatVector.zero(SPECIES);
    int i = 0;
    for (; i + LANES <= n; i += LANES) {
      sum = load(memory, x + i).fma(load(memory, y + i), sum);
    }
    sum.intoArray(lanes, 0);
    for (int lane = 0; i < n; i++, lane++) {
      lanes[lane] = Math.fma(get(x + i), get(y + i), lanes[lane]);
    }
    return FloatMath.fold(lanes);
  }

  private FloatVector value(int offset) {
    return FloatVector.broadcast(SPECIES, get(offset));
  }

  private float get(int offset) {
    return memory.getFloat(offset * Float.BYTES);
  }

  private void put(int offset, float value) {
    memory.putFloat(offset * Float.BYTES, value);
  }
}
