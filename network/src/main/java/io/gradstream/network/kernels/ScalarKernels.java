package io.gradstream.network.kernels;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;

/** The kernels without the Vector API: what the fast ones must equal, bit for bit. */
final class ScalarKernels implements Kernels {

  private final FloatBuffer memory;
  private final ScalarSteps steps;
  private final ScalarColumns columns;
  private final float[] lanes = new float[LANES];

  ScalarKernels(ByteBuffer memory) {
    this.memory = memory.duplicate().order(ByteOrder.nativeOrder()).asFloatBuffer();
    steps = new ScalarSteps(this.memory);
    columns = new ScalarColumns(this.memory);
  }

  @Override
  public float dot(int n, int x, int y) {
    Arrays.fill(lanes, 0f);
    for (int i = 0; i < n; i++) {
      int lane = i % LANES;
      lanes[lane] = Math.fma(memory.get(x + i), memory.get(y + i), lanes[lane]);
    }
    return FloatMath.fold(lanes);
  }

  @Override
  public void fillRows(int rows, int width, int bias, int z) {
    for (int row = 0; row < rows; row++) {
      copy(width, bias, z + row * width);
    }
  }

  @Override
  public void columnSums(int rows, int width, int d, int sums) {
    for (int j = 0; j < width; j++) {
      float sum = 0f;
      for (int row = 0; row < rows; row++) {
        sum += memory.get(d + row * width + j);
      }
      memory.put(sums + j, sum);
    }
  }

  /** For what is left over of a matrix. */
  ScalarColumns columns() {
    return columns;
  }

  @Override
  public void columnAbsoluteSums(int rows, int width, int x, int sums) {
    columns.absoluteSums(0, rows, width, x, sums);
  }

  @Override
  public void columnSquares(int rows, int width, int x, int mean, int sums) {
    columns.squares(0, rows, width, x, mean, sums);
  }

  @Override
  public void columnProducts(int rows, int width, int x, int d, int sums) {
    columns.products(0, rows, width, x, d, sums);
  }

  @Override
  public void standardize(int rows, int width, int x, int mean, int scale, int y) {
    columns.standardize(0, rows, width, x, mean, scale, y);
  }

  @Override
  public void scaleColumns(int rows, int width, int x, int scale, int offset, int y) {
    columns.scale(0, rows, width, x, scale, offset, y);
  }

  @Override
  public void addColumns(int rows, int width, int x, int scale, int y) {
    columns.add(0, rows, width, x, scale, y);
  }

  @Override
  public void relu(int n, int z) {
    for (int i = z; i < z + n; i++) {
      float value = memory.get(i);
      memory.put(i, value < 0f ? 0f : value);
    }
  }

  @Override
  public void tanh(int n, int z) {
    for (int i = z; i < z + n; i++) {
      memory.put(i, FloatMath.tanh(memory.get(i)));
    }
  }

  @Override
  public void sigmoid(int n, int z) {
    for (int i = z; i < z + n; i++) {
      memory.put(i, FloatMath.sigmoid(memory.get(i)));
    }
  }

  @Override
  public void reluGradient(int n, int y, int d) {
    for (int i = 0; i < n; i++) {
      memory.put(d + i, memory.get(y + i) > 0f ? memory.get(d + i) : 0f);
    }
  }

  @Override
  public void tanhGradient(int n, int y, int d) {
    for (int i = 0; i < n; i++) {
      float value = memory.get(y + i);
      memory.put(d + i, memory.get(d + i) * Math.fma(-value, value, 1f));
    }
  }

  @Override
  public void sigmoidGradient(int n, int y, int d) {
    for (int i = 0; i < n; i++) {
      float value = memory.get(y + i);
      memory.put(d + i, memory.get(d + i) * Math.fma(-value, value, value));
    }
  }

  @Override
  public void leakyRelu(int n, int z) {
    for (int i = z; i < z + n; i++) {
      float value = memory.get(i);
      memory.put(i, value < 0f ? value * FloatMath.LEAK : value);
    }
  }

  @Override
  public void leakyReluGradient(int n, int y, int d) {
    for (int i = 0; i < n; i++) {
      float delta = memory.get(d + i);
      memory.put(d + i, memory.get(y + i) > 0f ? delta : delta * FloatMath.LEAK);
    }
  }

  @Override
  public void gelu(int n, int z, int y) {
    for (int i = 0; i < n; i++) {
      memory.put(y + i, FloatMath.gelu(memory.get(z + i)));
    }
  }

  @Override
  public void geluGradient(int n, int z, int d) {
    for (int i = 0; i < n; i++) {
      float slope = FloatMath.geluSlope(memory.get(z + i));
      memory.put(z + i, slope);
      memory.put(d + i, memory.get(d + i) * slope);
    }
  }

  @Override
  public void silu(int n, int z, int y) {
    for (int i = 0; i < n; i++) {
      memory.put(y + i, FloatMath.silu(memory.get(z + i)));
    }
  }

  @Override
  public void siluGradient(int n, int z, int d) {
    for (int i = 0; i < n; i++) {
      float slope = FloatMath.siluSlope(memory.get(z + i));
      memory.put(z + i, slope);
      memory.put(d + i, memory.get(d + i) * slope);
    }
  }

  @Override
  public void softmax(int rows, int width, int z) {
    for (int row = z; row < z + rows * width; row += width) {
      float maximum = Float.NEGATIVE_INFINITY;
      for (int i = row; i < row + width; i++) {
        maximum = Math.max(maximum, memory.get(i));
      }
      Arrays.fill(lanes, 0f);
      for (int i = 0; i < width; i++) {
        float e = FloatMath.exp(memory.get(row + i) - maximum);
        memory.put(row + i, e);
        lanes[i % LANES] += e;
      }
      float scale = 1f / FloatMath.fold(lanes);
      for (int i = row; i < row + width; i++) {
        memory.put(i, memory.get(i) * scale);
      }
    }
  }

  @Override
  public void softmaxGradient(int rows, int width, int y, int d) {
    for (int row = 0; row < rows * width; row += width) {
      float dot = dot(width, d + row, y + row);
      for (int i = row; i < row + width; i++) {
        memory.put(d + i, memory.get(y + i) * (memory.get(d + i) - dot));
      }
    }
  }

  @Override
  public void exp(int n, int z) {
    for (int i = z; i < z + n; i++) {
      memory.put(i, FloatMath.exp(memory.get(i)));
    }
  }

  @Override
  public void log(int n, int z) {
    for (int i = z; i < z + n; i++) {
      memory.put(i, FloatMath.log(memory.get(i)));
    }
  }

  @Override
  public void copy(int n, int x, int y) {
    for (int i = 0; i < n; i++) {
      memory.put(y + i, memory.get(x + i));
    }
  }

  @Override
  public void fill(int n, float value, int x) {
    for (int i = x; i < x + n; i++) {
      memory.put(i, value);
    }
  }

  @Override
  public void add(int n, int x, int y) {
    for (int i = 0; i < n; i++) {
      memory.put(y + i, memory.get(y + i) + memory.get(x + i));
    }
  }

  @Override
  public void sum(int n, int x, int y, int z) {
    for (int i = 0; i < n; i++) {
      memory.put(z + i, memory.get(x + i) + memory.get(y + i));
    }
  }

  @Override
  public void multiply(int n, int x, int y) {
    for (int i = 0; i < n; i++) {
      memory.put(y + i, memory.get(y + i) * memory.get(x + i));
    }
  }

  @Override
  public boolean isFinite(int n, int x) {
    float sum = 0f;
    for (int i = x; i < x + n; i++) {
      float value = memory.get(i);
      sum = Math.fma(value * value, 0f, sum);
    }
    return sum == 0f;
  }

  @Override
  public float absoluteSum(int n, int x) {
    Arrays.fill(lanes, 0f);
    for (int i = 0; i < n; i++) {
      lanes[i % LANES] += Math.abs(memory.get(x + i));
    }
    return FloatMath.fold(lanes);
  }

  @Override
  public void scale(int n, float factor, int x) {
    steps.scale(n, factor, x);
  }

  @Override
  public void clamp(int n, float limit, int x) {
    steps.clamp(n, limit, x);
  }

  @Override
  public void addScaled(int n, float factor, int x, int y) {
    steps.addScaled(n, factor, x, y);
  }

  @Override
  public void approach(int n, float share, int x, int y) {
    steps.approach(n, share, x, y);
  }

  @Override
  public void sgd(int n, float rate, int g, int w) {
    steps.sgd(n, rate, g, w);
  }

  @Override
  public void momentum(int n, float rate, float momentum, int g, int m, int w) {
    steps.momentum(n, rate, momentum, g, m, w);
  }

  @Override
  public void nesterov(int n, float rate, float momentum, int g, int m, int w) {
    steps.nesterov(n, rate, momentum, g, m, w);
  }

  @Override
  public void rmsProp(int n, float rate, float decay, float epsilon, int g, int v, int w) {
    steps.rmsProp(n, rate, decay, epsilon, g, v, w);
  }

  @Override
  public void adagrad(int n, float rate, float epsilon, int g, int v, int w) {
    steps.adagrad(n, rate, epsilon, g, v, w);
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
    steps.adam(n, rate, scale, beta1, beta2, epsilon, g, m, v, w);
  }
}
