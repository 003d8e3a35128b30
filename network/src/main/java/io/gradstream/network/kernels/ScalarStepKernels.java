package io.gradstream.network.kernels;

import static io.gradstream.network.kernels.Kernels.LANES;

import java.util.Arrays;

/** What {@code VectorStepKernels} must equal, bit for bit. */
final class ScalarStepKernels implements StepKernels {

  private final float[] memory;
  private final float[] lanes = new float[LANES];

  ScalarStepKernels(float[] memory) {
    this.memory = memory;
  }

  @Override
  public boolean isFinite(int n, int x) {
    float sum = 0f;
    for (int i = x; i < x + n; i++) {
      float value = memory[i];
      sum = Math.fma(value * value, 0f, sum);
    }
    return sum == 0f;
  }

  @Override
  public float dot(int n, int x, int y) {
    Arrays.fill(lanes, 0f);
    for (int i = 0; i < n; i++) {
      int lane = i % LANES;
      lanes[lane] = Math.fma(memory[x + i], memory[y + i], lanes[lane]);
    }
    return FloatMath.fold(lanes);
  }

  @Override
  public float absoluteSum(int n, int x) {
    Arrays.fill(lanes, 0f);
    for (int i = 0; i < n; i++) {
      lanes[i % LANES] += Math.abs(memory[x + i]);
    }
    return FloatMath.fold(lanes);
  }

  @Override
  public void scale(int n, float factor, int x) {
    for (int i = x; i < x + n; i++) {
      memory[i] = memory[i] * factor;
    }
  }

  @Override
  public void clamp(int n, float limit, int x) {
    for (int i = x; i < x + n; i++) {
      memory[i] = Math.max(Math.min(memory[i], limit), -limit);
    }
  }

  @Override
  public void addScaled(int n, float factor, int x, int y) {
    for (int i = 0; i < n; i++) {
      memory[y + i] = Math.fma(factor, memory[x + i], memory[y + i]);
    }
  }

  @Override
  public void approach(int n, float share, int x, int y) {
    for (int i = 0; i < n; i++) {
      float value = memory[y + i];
      memory[y + i] = Math.fma(share, memory[x + i] - value, value);
    }
  }

  @Override
  public void sgd(int n, float rate, int g, int w) {
    addScaled(n, -rate, g, w);
  }

  @Override
  public void momentum(int n, float rate, float momentum, int g, int m, int w) {
    for (int i = 0; i < n; i++) {
      float moment = FloatMath.flush(Math.fma(momentum, memory[m + i], memory[g + i]));
      memory[m + i] = moment;
      memory[w + i] = Math.fma(-rate, moment, memory[w + i]);
    }
  }

  @Override
  public void nesterov(int n, float rate, float momentum, int g, int m, int w) {
    for (int i = 0; i < n; i++) {
      float gradient = memory[g + i];
      float moment = FloatMath.flush(Math.fma(momentum, memory[m + i], gradient));
      memory[m + i] = moment;
      memory[w + i] = Math.fma(-rate, Math.fma(momentum, moment, gradient), memory[w + i]);
    }
  }

  @Override
  public void rmsProp(int n, float rate, float decay, float epsilon, int g, int v, int w) {
    secondMoments(n, decay, 1f - decay, g, v);
    descend(n, rate, 1f, epsilon, g, v, w);
  }

  @Override
  public void adagrad(int n, float rate, float epsilon, int g, int v, int w) {
    secondMoments(n, 1f, 1f, g, v);
    descend(n, rate, 1f, epsilon, g, v, w);
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
    for (int i = 0; i < n; i++) {
      float first = Math.fma(beta1, memory[m + i], (1f - beta1) * memory[g + i]);
      memory[m + i] = FloatMath.flush(first);
    }
    secondMoments(n, beta2, 1f - beta2, g, v);
    descend(n, rate, scale, epsilon, m, v, w);
  }

  /** v = decay v + share g^2. */
  private void secondMoments(int n, float decay, float share, int g, int v) {
    for (int i = 0; i < n; i++) {
      float gradient = memory[g + i];
      float moment = Math.fma(decay, memory[v + i], share * gradient * gradient);
      memory[v + i] = FloatMath.flush(moment);
    }
  }

  /** w -= rate m / (sqrt(scale v) + epsilon). */
  private void descend(int n, float rate, float scale, float epsilon, int m, int v, int w) {
    for (int i = 0; i < n; i++) {
      float root = (float) Math.sqrt(memory[v + i] * scale) + epsilon;
      memory[w + i] = memory[w + i] - rate * memory[m + i] / root;
    }
  }
}
