package io.gradstream.network.kernels;

import java.nio.FloatBuffer;

/** What {@code VectorSteps} must equal, bit for bit. */
final class ScalarSteps {

  private final FloatBuffer memory;

  ScalarSteps(FloatBuffer memory) {
    this.memory = memory;
  }

  void scale(int n, float factor, int x) {
    for (int i = x; i < x + n; i++) {
      memory.put(i, memory.get(i) * factor);
    }
  }

  void clamp(int n, float limit, int x) {
    for (int i = x; i < x + n; i++) {
      memory.put(i, Math.max(Math.min(memory.get(i), limit), -limit));
    }
  }

  void addScaled(int n, float factor, int x, int y) {
    for (int i = 0; i < n; i++) {
      memory.put(y + i, Math.fma(factor, memory.get(x + i), memory.get(y + i)));
    }
  }

  void approach(int n, float share, int x, int y) {
    for (int i = 0; i < n; i++) {
      float value = memory.get(y + i);
      memory.put(y + i, Math.fma(share, memory.get(x + i) - value, value));
    }
  }

  void sgd(int n, float rate, int g, int w) {
    addScaled(n, -rate, g, w);
  }

  void momentum(int n, float rate, float momentum, int g, int m, int w) {
    for (int i = 0; i < n; i++) {
      float moment = FloatMath.flush(Math.fma(momentum, memory.get(m + i), memory.get(g + i)));
      memory.put(m + i, moment);
      memory.put(w + i, Math.fma(-rate, moment, memory.get(w + i)));
    }
  }

  void nesterov(int n, float rate, float momentum, int g, int m, int w) {
    for (int i = 0; i < n; i++) {
      float gradient = memory.get(g + i);
      float moment = FloatMath.flush(Math.fma(momentum, memory.get(m + i), gradient));
      memory.put(m + i, moment);
      memory.put(w + i, Math.fma(-rate, Math.fma(momentum, moment, gradient), memory.get(w + i)));
    }
  }

  void rmsProp(int n, float rate, float decay, float epsilon, int g, int v, int w) {
    secondMoments(n, decay, 1f - decay, g, v);
    descend(n, rate, 1f, epsilon, g, v, w);
  }

  void adagrad(int n, float rate, float epsilon, int g, int v, int w) {
    secondMoments(n, 1f, 1f, g, v);
    descend(n, rate, 1f, epsilon, g, v, w);
  }

  void adam(
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
      float first = Math.fma(beta1, memory.get(m + i), (1f - beta1) * memory.get(g + i));
      memory.put(m + i, FloatMath.flush(first));
    }
    secondMoments(n, beta2, 1f - beta2, g, v);
    descend(n, rate, scale, epsilon, m, v, w);
  }

  /** v = decay v + share g^2. */
  private void secondMoments(int n, float decay, float share, int g, int v) {
    for (int i = 0; i < n; i++) {
      float gradient = memory.get(g + i);
      float moment = Math.fma(decay, memory.get(v + i), share * gradient * gradient);
      memory.put(v + i, FloatMath.flush(moment));
    }
  }

  /** w -= rate m / (sqrt(scale v) + epsilon). */
  private void descend(int n, float rate, float scale, float epsilon, int m, int v, int w) {
    for (int i = 0; i < n; i++) {
      float root = (float) Math.sqrt(memory.get(v + i) * scale) + epsilon;
      memory.put(w + i, memory.get(w + i) - rate * memory.get(m + i) / root);
    }
  }
}
