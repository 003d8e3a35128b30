package io.gradstream.network;

import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernels with the Vector API, always 256 bits wide. What is left over at the end of an array
 * goes to the scalar twin. No lanewise transcendental and no float reduceLanes: they give other
 * bits interpreted than compiled.
 */
final class VectorKernels implements Kernels {

  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_256;

  private static final ByteOrder ORDER = ByteOrder.nativeOrder();
  private static final FloatVector ZERO = FloatVector.zero(SPECIES);

  private final ByteBuffer memory;
  private final VectorProducts products;
  private final ScalarKernels rest;

  VectorKernels(ByteBuffer memory) {
    this.memory = memory;
    products = new VectorProducts(memory);
    rest = new ScalarKernels(memory);
  }

  static FloatVector load(ByteBuffer memory, int offset) {
    return FloatVector.fromByteBuffer(SPECIES, memory, offset * Float.BYTES, ORDER);
  }

  static void store(FloatVector vector, ByteBuffer memory, int offset) {
    vector.intoByteBuffer(memory, offset * Float.BYTES, ORDER);
  }

  @Override
  public void affine(int rows, int in, int out, int x, int w, int bias, int y) {
    products.affine(rows, in, out, x, w, bias, y);
  }

  @Override
  public void outer(int in, int out, int x, int d, int g) {
    products.outer(in, out, x, d, g);
  }

  @Override
  public void transposed(int in, int out, int d, int w, int dx) {
    products.transposed(in, out, d, w, dx);
  }

  @Override
  public void fillRows(int rows, int width, int bias, int z) {
    for (int row = 0; row < rows; row++) {
      copy(width, bias, z + row * width);
    }
  }

  @Override
  public void columnSums(int rows, int width, int d, int sums) {
    int j = 0;
    for (; j + LANES <= width; j += LANES) {
      FloatVector sum = ZERO;
      for (int row = 0; row < rows; row++) {
        sum = sum.add(load(memory, d + row * width + j));
      }
      store(sum, memory, sums + j);
    }
    for (; j < width; j++) {
      float sum = 0f;
      for (int row = 0; row < rows; row++) {
        sum += memory.getFloat((d + row * width + j) * Float.BYTES);
      }
      memory.putFloat((sums + j) * Float.BYTES, sum);
    }
  }

  @Override
  public void relu(int n, int z) {
    int i = 0;
    for (; i + LANES <= n; i += LANES) {
      FloatVector value = load(memory, z + i);
      store(value.blend(0f, value.compare(LT, 0f)), memory, z + i);
    }
    rest.relu(n - i, z + i);
  }

  @Override
  public void tanh(int n, int z) {
    int i = 0;
    for (; i + LANES <= n; i += LANES) {
      store(VectorMath.tanh(load(memory, z + i)), memory, z + i);
    }
    rest.tanh(n - i, z + i);
  }

  @Override
  public void sigmoid(int n, int z) {
    int i = 0;
    for (; i + LANES <= n; i += LANES) {
      store(VectorMath.sigmoid(load(memory, z + i)), memory, z + i);
    }
    rest.sigmoid(n - i, z + i);
  }

  @Override
  public void reluGradient(int n, int y, int d) {
    int i = 0;
    for (; i + LANES <= n; i += LANES) {
      FloatVector delta = load(memory, d + i);
      store(ZERO.blend(delta, load(memory, y + i).compare(GT, 0f)), memory, d + i);
    }
    rest.reluGradient(n - i, y + i, d + i);
  }

  @Override
  public void tanhGradient(int n, int y, int d) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    int i = 0;
    for (; i + LANES <= n; i += LANES) {
      FloatVector value = load(memory, y + i);
      store(load(memory, d + i).mul(value.neg().fma(value, one)), memory, d + i);
    }
    rest.tanhGradient(n - i, y + i, d + i);
  }

  @Override
  public void sigmoidGradient(int n, int y, int d) {
    int i = 0;
    for (; i + LANES <= n; i += LANES) {
      FloatVector value = load(memory, y + i);
      store(load(memory, d + i).mul(value.neg().fma(value, value)), memory, d + i);
    }
    rest.sigmoidGradient(n - i, y + i, d + i);
  }

  @Override
  public void exp(int n, int z) {
    int i = 0;
    for (; i + LANES <= n; i += LANES) {
      store(VectorMath.exp(load(memory, z + i)), memory, z + i);
    }
    rest.exp(n - i, z + i);
  }

  @Override
  public void log(int n, int z) {
    int i = 0;
    for (; i + LANES <= n; i += LANES) {
      store(VectorMath.log(load(memory, z + i)), memory, z + i);
    }
    rest.log(n - i, z + i);
  }

  @Override
  public void copy(int n, int x, int y) {
    int i = 0;
    for (; i + LANES <= n; i += LANES) {
      store(load(memory, x + i), memory, y + i);
    }
    rest.copy(n - i, x + i, y + i);
  }

  @Override
  public void add(int n, int x, int y) {
    int i = 0;
    for (; i + LANES <= n; i += LANES) {
      store(load(memory, y + i).add(load(memory, x + i)), memory, y + i);
    }
    rest.add(n - i, x + i, y + i);
  }

  @Override
  public boolean isFinite(int n, int x) {
    FloatVector even = ZERO;
    FloatVector odd = ZERO;
    int i = 0;
    for (; i + 2 * LANES <= n; i += 2 * LANES) {
      FloatVector first = load(memory, x + i);
      FloatVector second = load(memory, x + i + LANES);
      even = first.mul(first).fma(ZERO, even);
      odd = second.mul(second).fma(ZERO, odd);
    }
    return even.add(odd).compare(EQ, 0f).allTrue() && rest.isFinite(n - i, x + i);
  }

  @Override
  public void sgd(int n, float rate, int g, int w) {
    FloatVector step = FloatVector.broadcast(SPECIES, -rate);
    int i = 0;
    for (; i + LANES <= n; i += LANES) {
      store(step.fma(load(memory, g + i), load(memory, w + i)), memory, w + i);
    }
    rest.sgd(n - i, rate, g + i, w + i);
  }

  @Override
  public void momentum(int n, float rate, float momentum, int g, int m, int w) {
    FloatVector step = FloatVector.broadcast(SPECIES, -rate);
    FloatVector kept = FloatVector.broadcast(SPECIES, momentum);
    int i = 0;
    for (; i + LANES <= n; i += LANES) {
      FloatVector moment = VectorMath.flush(kept.fma(load(memory, m + i), load(memory, g + i)));
      store(moment, memory, m + i);
      store(step.fma(moment, load(memory, w + i)), memory, w + i);
    }
    rest.momentum(n - i, rate, momentum, g + i, m + i, w + i);
  }

  @Override
  public void adam(
      int n,
      float rate,
      float scale,
      float beta1,
      float beta2,
      float epsilon,
      int g,
      int m,
      int v,
      int w) {
    FloatVector decay1 = FloatVector.broadcast(SPECIES, beta1);
    FloatVector decay2 = FloatVector.broadcast(SPECIES, beta2);
    int i = 0;
    for (; i + LANES <= n; i += LANES) {
      FloatVector gradient = load(memory, g + i);
      FloatVector first =
          VectorMath.flush(decay1.fma(load(memory, m + i), gradient.mul(1f - beta1)));
      FloatVector second =
          VectorMath.flush(decay2.fma(load(memory, v + i), gradient.mul(1f - beta2).mul(gradient)));
      store(first, memory, m + i);
      store(second, memory, v + i);
      FloatVector root = second.mul(scale).sqrt().add(epsilon);
      store(load(memory, w + i).sub(first.mul(rate).div(root)), memory, w + i);
    }
    rest.adam(n - i, rate, scale, beta1, beta2, epsilon, g + i, m + i, v + i, w + i);
  }
}
