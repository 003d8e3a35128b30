package io.gradstream.network.kernels;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromByteBuffer;
import static jdk.incubator.vector.FloatVector.zero;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.NEG;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernels with the Vector API, always 256 bits wide. What is left over at the end of an array
 * goes to the scalar twin. No lanewise transcendental and no float reduceLanes: they give other
 * bits interpreted than compiled.
 *
 * <p>The compiler inlines up to a budget and boxes the vectors of a loop it ends in, at many times
 * the price. So each kernel is compiled on its own ({@code engine.args} forbids to inline this
 * class), and no method of ours takes or returns a vector: loads and stores are spelled out.
 */
final class VectorKernels implements Kernels {

  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_256;
  static final ByteOrder ORDER = ByteOrder.nativeOrder();

  private final ByteBuffer memory;
  private final VectorProducts products;
  private final VectorFunctions functions;
  private final VectorActivations activations;
  private final VectorSteps steps;
  private final VectorColumns columns;
  private final ScalarKernels rest;

  VectorKernels(ByteBuffer memory) {
    this.memory = memory;
    products = new VectorProducts(memory);
    functions = new VectorFunctions(memory);
    activations = new VectorActivations(memory, functions);
    steps = new VectorSteps(memory);
    columns = new VectorColumns(memory);
    rest = new ScalarKernels(memory);
  }

  @Override
  public void fillRows(int rows, int width, int bias, int z) {
    int j = 0;
    for (; j + 4 * LANES <= width; j += 4 * LANES) {
      columns.fillFour(rows, width, bias + j, z + j);
    }
    for (int row = 0; j < width && row < rows; row++) {
      copy(width - j, bias + j, z + row * width + j);
    }
  }

  @Override
  public void columnSums(int rows, int width, int d, int sums) {
    int j = 0;
    for (; j + 4 * LANES <= width; j += 4 * LANES) {
      columns.sumFour(rows, width, d + j, sums + j);
    }
    for (; j + LANES <= width; j += LANES) {
      FloatVector sum = zero(SPECIES);
      for (int row = 0; row < rows; row++) {
        sum = sum.add(fromByteBuffer(SPECIES, memory, (d + row * width + j) * Float.BYTES, ORDER));
      }
      sum.intoByteBuffer(memory, (sums + j) * Float.BYTES, ORDER);
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
  public void columnAbsoluteSums(int rows, int width, int x, int sums) {
    int whole = width - width % LANES;
    columns.absoluteSums(whole, rows, width, x, sums);
    rest.columns().absoluteSums(whole, rows, width, x, sums);
  }

  @Override
  public void columnSquares(int rows, int width, int x, int mean, int sums) {
    int whole = width - width % LANES;
    columns.squares(whole, rows, width, x, mean, sums);
    rest.columns().squares(whole, rows, width, x, mean, sums);
  }

  @Override
  public void columnProducts(int rows, int width, int x, int d, int sums) {
    int whole = width - width % LANES;
    columns.products(whole, rows, width, x, d, sums);
    rest.columns().products(whole, rows, width, x, d, sums);
  }

  @Override
  public void standardize(int rows, int width, int x, int mean, int scale, int y) {
    int whole = width - width % LANES;
    columns.standardize(whole, rows, width, x, mean, scale, y);
    rest.columns().standardize(whole, rows, width, x, mean, scale, y);
  }

  @Override
  public void scaleColumns(int rows, int width, int x, int scale, int offset, int y) {
    int whole = width - width % LANES;
    columns.scale(whole, rows, width, x, scale, offset, y);
    rest.columns().scale(whole, rows, width, x, scale, offset, y);
  }

  @Override
  public void addColumns(int rows, int width, int x, int scale, int y) {
    int whole = width - width % LANES;
    columns.add(whole, rows, width, x, scale, y);
    rest.columns().add(whole, rows, width, x, scale, y);
  }

  @Override
  public void relu(int n, int z) {
    int i = 0;
    for (; i + LANES <= n; i += LANES) {
      FloatVector value = fromByteBuffer(SPECIES, memory, (z + i) * Float.BYTES, ORDER);
      value.blend(0f, value.compare(LT, 0f)).intoByteBuffer(memory, (z + i) * Float.BYTES, ORDER);
    }
    rest.relu(n - i, z + i);
  }

  @Override
  public void tanh(int n, int z) {
    int whole = n - n % LANES;
    functions.tanh(whole, z);
    rest.tanh(n - whole, z + whole);
  }

  @Override
  public void sigmoid(int n, int z) {
    int whole = n - n % LANES;
    functions.sigmoid(whole, z);
    rest.sigmoid(n - whole, z + whole);
  }

  @Override
  public void reluGradient(int n, int y, int d) {
    FloatVector zero = zero(SPECIES);
    int i = 0;
    for (; i + LANES <= n; i += LANES) {
      FloatVector delta = fromByteBuffer(SPECIES, memory, (d + i) * Float.BYTES, ORDER);
      zero.blend(
              delta, fromByteBuffer(SPECIES, memory, (y + i) * Float.BYTES, ORDER).compare(GT, 0f))
          .intoByteBuffer(memory, (d + i) * Float.BYTES, ORDER);
    }
    rest.reluGradient(n - i, y + i, d + i);
  }

  @Override
  public void tanhGradient(int n, int y, int d) {
    FloatVector one = broadcast(SPECIES, 1f);
    int i = 0;
    for (; i + LANES <= n; i += LANES) {
      FloatVector value = fromByteBuffer(SPECIES, memory, (y + i) * Float.BYTES, ORDER);
      fromByteBuffer(SPECIES, memory, (d + i) * Float.BYTES, ORDER)
          .mul(value.lanewise(NEG).fma(value, one))
          .intoByteBuffer(memory, (d + i) * Float.BYTES, ORDER);
    }
    rest.tanhGradient(n - i, y + i, d + i);
  }

  @Override
  public void sigmoidGradient(int n, int y, int d) {
    int i = 0;
    for (; i + LANES <= n; i += LANES) {
      FloatVector value = fromByteBuffer(SPECIES, memory, (y + i) * Float.BYTES, ORDER);
      fromByteBuffer(SPECIES, memory, (d + i) * Float.BYTES, ORDER)
          .mul(value.lanewise(NEG).fma(value, value))
          .intoByteBuffer(memory, (d + i) * Float.BYTES, ORDER);
    }
    rest.sigmoidGradient(n - i, y + i, d + i);
  }

  @Override
  public void leakyRelu(int n, int z) {
    int whole = n - n % LANES;
    activations.leakyRelu(whole, z);
    rest.leakyRelu(n - whole, z + whole);
  }

  @Override
  public void leakyReluGradient(int n, int y, int d) {
    int whole = n - n % LANES;
    activations.leakyReluGradient(whole, y, d);
    rest.leakyReluGradient(n - whole, y + whole, d + whole);
  }

  @Override
  public void gelu(int n, int z, int y) {
    int whole = n - n % LANES;
    activations.gelu(whole, z, y);
    rest.gelu(n - whole, z + whole, y + whole);
  }

  @Override
  public void geluGradient(int n, int z, int d) {
    int whole = n - n % LANES;
    activations.geluSlope(whole, z);
    activations.multiply(whole, z, d);
    rest.geluGradient(n - whole, z + whole, d + whole);
  }

  @Override
  public void silu(int n, int z, int y) {
    int whole = n - n % LANES;
    activations.silu(whole, z, y);
    rest.silu(n - whole, z + whole, y + whole);
  }

  @Override
  public void siluGradient(int n, int z, int d) {
    int whole = n - n % LANES;
    activations.siluSlope(whole, z);
    activations.multiply(whole, z, d);
    rest.siluGradient(n - whole, z + whole, d + whole);
  }

  @Override
  public void softmax(int rows, int width, int z) {
    int end = z + rows * width;
    for (int row = z; row < end; row += width) {
      activations.shift(width, -activations.maximum(width, row), row);
    }
    exp(rows * width, z);
    for (int row = z; row < end; row += width) {
      activations.scale(width, 1f / activations.sum(width, row), row);
    }
  }

  @Override
  public void softmaxGradient(int rows, int width, int y, int d) {
    for (int row = 0; row < rows * width; row += width) {
      activations.softmaxDeltas(width, products.dot(width, d + row, y + row), y + row, d + row);
    }
  }

  @Override
  public void exp(int n, int z) {
    int whole = n - n % LANES;
    functions.exp(whole, z);
    rest.exp(n - whole, z + whole);
  }

  @Override
  public void log(int n, int z) {
    int whole = n - n % LANES;
    functions.log(whole, z);
    rest.log(n - whole, z + whole);
  }

  @Override
  public void copy(int n, int x, int y) {
    int i = 0;
    for (; i + LANES <= n; i += LANES) {
      fromByteBuffer(SPECIES, memory, (x + i) * Float.BYTES, ORDER)
          .intoByteBuffer(memory, (y + i) * Float.BYTES, ORDER);
    }
    rest.copy(n - i, x + i, y + i);
  }

  @Override
  public void fill(int n, float value, int x) {
    FloatVector values = broadcast(SPECIES, value);
    int i = 0;
    for (; i + LANES <= n; i += LANES) {
      values.intoByteBuffer(memory, (x + i) * Float.BYTES, ORDER);
    }
    rest.fill(n - i, value, x + i);
  }

  @Override
  public void add(int n, int x, int y) {
    int i = 0;
    for (; i + LANES <= n; i += LANES) {
      fromByteBuffer(SPECIES, memory, (y + i) * Float.BYTES, ORDER)
          .add(fromByteBuffer(SPECIES, memory, (x + i) * Float.BYTES, ORDER))
          .intoByteBuffer(memory, (y + i) * Float.BYTES, ORDER);
    }
    rest.add(n - i, x + i, y + i);
  }

  @Override
  public void sum(int n, int x, int y, int z) {
    int i = 0;
    for (; i + LANES <= n; i += LANES) {
      fromByteBuffer(SPECIES, memory, (x + i) * Float.BYTES, ORDER)
          .add(fromByteBuffer(SPECIES, memory, (y + i) * Float.BYTES, ORDER))
          .intoByteBuffer(memory, (z + i) * Float.BYTES, ORDER);
    }
    rest.sum(n - i, x + i, y + i, z + i);
  }

  @Override
  public void multiply(int n, int x, int y) {
    int whole = n - n % LANES;
    activations.multiply(whole, x, y);
    rest.multiply(n - whole, x + whole, y + whole);
  }

  @Override
  public boolean isFinite(int n, int x) {
    FloatVector zero = zero(SPECIES);
    FloatVector even = zero;
    FloatVector odd = zero;
    int i = 0;
    for (; i + 2 * LANES <= n; i += 2 * LANES) {
      FloatVector first = fromByteBuffer(SPECIES, memory, (x + i) * Float.BYTES, ORDER);
      FloatVector second = fromByteBuffer(SPECIES, memory, (x + i + LANES) * Float.BYTES, ORDER);
      even = first.mul(first).fma(zero, even);
      odd = second.mul(second).fma(zero, odd);
    }
    return even.add(odd).compare(EQ, 0f).allTrue() && rest.isFinite(n - i, x + i);
  }

  @Override
  public float dot(int n, int x, int y) {
    return products.dot(n, x, y);
  }

  @Override
  public float absoluteSum(int n, int x) {
    return steps.absoluteSum(n, x);
  }

  @Override
  public void scale(int n, float factor, int x) {
    int whole = n - n % LANES;
    steps.scale(whole, factor, x);
    rest.scale(n - whole, factor, x + whole);
  }

  @Override
  public void clamp(int n, float limit, int x) {
    int whole = n - n % LANES;
    steps.clamp(whole, limit, x);
    rest.clamp(n - whole, limit, x + whole);
  }

  @Override
  public void addScaled(int n, float factor, int x, int y) {
    int whole = n - n % LANES;
    steps.addScaled(whole, factor, x, y);
    rest.addScaled(n - whole, factor, x + whole, y + whole);
  }

  @Override
  public void approach(int n, float share, int x, int y) {
    int whole = n - n % LANES;
    steps.approach(whole, share, x, y);
    rest.approach(n - whole, share, x + whole, y + whole);
  }

  @Override
  public void sgd(int n, float rate, int g, int w) {
    int whole = n - n % LANES;
    steps.addScaled(whole, -rate, g, w);
    rest.sgd(n - whole, rate, g + whole, w + whole);
  }

  @Override
  public void momentum(int n, float rate, float momentum, int g, int m, int w) {
    int whole = n - n % LANES;
    steps.momentum(whole, rate, momentum, g, m, w);
    rest.momentum(n - whole, rate, momentum, g + whole, m + whole, w + whole);
  }

  @Override
  public void nesterov(int n, float rate, float momentum, int g, int m, int w) {
    int whole = n - n % LANES;
    steps.nesterov(whole, rate, momentum, g, m, w);
    rest.nesterov(n - whole, rate, momentum, g + whole, m + whole, w + whole);
  }

  @Override
  public void rmsProp(int n, float rate, float decay, float epsilon, int g, int v, int w) {
    int whole = n - n % LANES;
    steps.secondMoments(whole, decay, 1f - decay, g, v);
    steps.descend(whole, rate, 1f, epsilon, g, v, w);
    rest.rmsProp(n - whole, rate, decay, epsilon, g + whole, v + whole, w + whole);
  }

  @Override
  public void adagrad(int n, float rate, float epsilon, int g, int v, int w) {
    int whole = n - n % LANES;
    steps.secondMoments(whole, 1f, 1f, g, v);
    steps.descend(whole, rate, 1f, epsilon, g, v, w);
    rest.adagrad(n - whole, rate, epsilon, g + whole, v + whole, w + whole);
  }

  /**
   * A loop a method: one of all three is past what the compiler is willing to inline, and then
   * every vector is an object.
   */
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
    int whole = n - n % LANES;
    steps.firstMoments(whole, beta1, g, m);
    steps.secondMoments(whole, beta2, 1f - beta2, g, v);
    steps.descend(whole, rate, scale, epsilon, m, v, w);
    rest.adam(
        n - whole, rate, scale, beta1, beta2, epsilon, g + whole, m + whole, v + whole, w + whole);
  }
}
