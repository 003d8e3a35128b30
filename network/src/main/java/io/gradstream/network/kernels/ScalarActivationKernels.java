package io.gradstream.network.kernels;

import static io.gradstream.network.kernels.Kernels.LANES;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;

/** What {@code VectorActivationKernels} must equal, bit for bit. */
final class ScalarActivationKernels implements ActivationKernels {

  private final FloatBuffer memory;
  private final ScalarStepKernels steps;
  private final float[] lanes = new float[LANES];

  ScalarActivationKernels(ByteBuffer memory) {
    this.memory = memory.duplicate().order(ByteOrder.nativeOrder()).asFloatBuffer();
    steps = new ScalarStepKernels(memory);
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
      float dot = steps.dot(width, d + row, y + row);
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
}
