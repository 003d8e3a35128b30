package io.gradstream.network.kernels;

import static io.gradstream.network.kernels.Kernels.LANES;

import java.util.Arrays;

/** What {@code VectorActivationKernels} must equal, bit for bit. */
final class ScalarActivationKernels implements ActivationKernels {

  private final float[] memory;
  private final ScalarStepKernels steps;
  private final float[] lanes = new float[LANES];

  ScalarActivationKernels(float[] memory) {
    this.memory = memory;
    steps = new ScalarStepKernels(memory);
  }

  @Override
  public void relu(int n, int z) {
    for (int i = z; i < z + n; i++) {
      float value = memory[i];
      memory[i] = value < 0f ? 0f : value;
    }
  }

  @Override
  public void tanh(int n, int z) {
    for (int i = z; i < z + n; i++) {
      memory[i] = FloatMath.tanh(memory[i]);
    }
  }

  @Override
  public void sigmoid(int n, int z) {
    for (int i = z; i < z + n; i++) {
      memory[i] = FloatMath.sigmoid(memory[i]);
    }
  }

  @Override
  public void reluGradient(int n, int y, int d) {
    for (int i = 0; i < n; i++) {
      memory[d + i] = memory[y + i] > 0f ? memory[d + i] : 0f;
    }
  }

  @Override
  public void tanhGradient(int n, int y, int d) {
    for (int i = 0; i < n; i++) {
      float value = memory[y + i];
      memory[d + i] = memory[d + i] * Math.fma(-value, value, 1f);
    }
  }

  @Override
  public void sigmoidGradient(int n, int y, int d) {
    for (int i = 0; i < n; i++) {
      float value = memory[y + i];
      memory[d + i] = memory[d + i] * Math.fma(-value, value, value);
    }
  }

  @Override
  public void leakyRelu(int n, int z) {
    for (int i = z; i < z + n; i++) {
      float value = memory[i];
      memory[i] = value < 0f ? value * FloatMath.LEAK : value;
    }
  }

  @Override
  public void leakyReluGradient(int n, int y, int d) {
    for (int i = 0; i < n; i++) {
      float delta = memory[d + i];
      memory[d + i] = memory[y + i] > 0f ? delta : delta * FloatMath.LEAK;
    }
  }

  @Override
  public void gelu(int n, int z, int y) {
    for (int i = 0; i < n; i++) {
      memory[y + i] = FloatMath.gelu(memory[z + i]);
    }
  }

  @Override
  public void geluGradient(int n, int z, int d) {
    for (int i = 0; i < n; i++) {
      float slope = FloatMath.geluSlope(memory[z + i]);
      memory[z + i] = slope;
      memory[d + i] = memory[d + i] * slope;
    }
  }

  @Override
  public void silu(int n, int z, int y) {
    for (int i = 0; i < n; i++) {
      memory[y + i] = FloatMath.silu(memory[z + i]);
    }
  }

  @Override
  public void siluGradient(int n, int z, int d) {
    for (int i = 0; i < n; i++) {
      float slope = FloatMath.siluSlope(memory[z + i]);
      memory[z + i] = slope;
      memory[d + i] = memory[d + i] * slope;
    }
  }

  @Override
  public void softmax(int rows, int width, int z) {
    for (int row = z; row < z + rows * width; row += width) {
      float maximum = Float.NEGATIVE_INFINITY;
      for (int i = row; i < row + width; i++) {
        maximum = Math.max(maximum, memory[i]);
      }
      Arrays.fill(lanes, 0f);
      for (int i = 0; i < width; i++) {
        float e = FloatMath.exp(memory[row + i] - maximum);
        memory[row + i] = e;
        lanes[i % LANES] += e;
      }
      float scale = 1f / FloatMath.fold(lanes);
      for (int i = row; i < row + width; i++) {
        memory[i] = memory[i] * scale;
      }
    }
  }

  @Override
  public void softmaxGradient(int rows, int width, int y, int d) {
    for (int row = 0; row < rows * width; row += width) {
      float dot = steps.dot(width, d + row, y + row);
      for (int i = row; i < row + width; i++) {
        memory[d + i] = memory[y + i] * (memory[d + i] - dot);
      }
    }
  }

  @Override
  public void exp(int n, int z) {
    for (int i = z; i < z + n; i++) {
      memory[i] = FloatMath.exp(memory[i]);
    }
  }

  @Override
  public void log(int n, int z) {
    for (int i = z; i < z + n; i++) {
      memory[i] = FloatMath.log(memory[i]);
    }
  }
}
