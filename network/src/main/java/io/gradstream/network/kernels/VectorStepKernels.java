package io.gradstream.network.kernels;

import static io.gradstream.network.kernels.VectorKernels.LENGTH;
import static io.gradstream.network.kernels.VectorKernels.SPECIES;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.FloatVector.zero;
import static jdk.incubator.vector.VectorOperators.EQ;

import jdk.incubator.vector.FloatVector;

/** By the rules of {@link VectorKernels}. */
final class VectorStepKernels implements StepKernels {

  private final float[] memory;
  private final VectorSums along;
  private final VectorSteps steps;
  private final ScalarStepKernels rest;

  VectorStepKernels(float[] memory) {
    this.memory = memory;
    along = new VectorSums(memory);
    steps = new VectorSteps(memory);
    rest = new ScalarStepKernels(memory);
  }

  @Override
  public boolean isFinite(int n, int x) {
    FloatVector zero = zero(SPECIES);
    FloatVector even = zero;
    FloatVector odd = zero;
    int i = 0;
    for (; i + 2 * LENGTH <= n; i += 2 * LENGTH) {
      FloatVector first = fromArray(SPECIES, memory, x + i);
      FloatVector second = fromArray(SPECIES, memory, x + i + LENGTH);
      even = first.mul(first).fma(zero, even);
      odd = second.mul(second).fma(zero, odd);
    }
    return even.add(odd).compare(EQ, 0f).allTrue() && rest.isFinite(n - i, x + i);
  }

  @Override
  public float dot(int n, int x, int y) {
    return along.dot(n, x, y);
  }

  @Override
  public float absoluteSum(int n, int x) {
    return steps.absoluteSum(n, x);
  }

  @Override
  public void scale(int n, float factor, int x) {
    int whole = n - n % LENGTH;
    steps.scale(whole, factor, x);
    rest.scale(n - whole, factor, x + whole);
  }

  @Override
  public void clamp(int n, float limit, int x) {
    int whole = n - n % LENGTH;
    steps.clamp(whole, limit, x);
    rest.clamp(n - whole, limit, x + whole);
  }

  @Override
  public void addScaled(int n, float factor, int x, int y) {
    int whole = n - n % LENGTH;
    steps.addScaled(whole, factor, x, y);
    rest.addScaled(n - whole, factor, x + whole, y + whole);
  }

  @Override
  public void approach(int n, float share, int x, int y) {
    int whole = n - n % LENGTH;
    steps.approach(whole, share, x, y);
    rest.approach(n - whole, share, x + whole, y + whole);
  }

  @Override
  public void sgd(int n, float rate, int g, int w) {
    int whole = n - n % LENGTH;
    steps.addScaled(whole, -rate, g, w);
    rest.sgd(n - whole, rate, g + whole, w + whole);
  }

  @Override
  public void momentum(int n, float rate, float momentum, int g, int m, int w) {
    int whole = n - n % LENGTH;
    steps.momentum(whole, rate, momentum, g, m, w);
    rest.momentum(n - whole, rate, momentum, g + whole, m + whole, w + whole);
  }

  @Override
  public void nesterov(int n, float rate, float momentum, int g, int m, int w) {
    int whole = n - n % LENGTH;
    steps.nesterov(whole, rate, momentum, g, m, w);
    rest.nesterov(n - whole, rate, momentum, g + whole, m + whole, w + whole);
  }

  @Override
  public void rmsProp(int n, float rate, float decay, float epsilon, int g, int v, int w) {
    int whole = n - n % LENGTH;
    steps.secondMoments(whole, decay, 1f - decay, g, v);
    steps.descend(whole, rate, 1f, epsilon, g, v, w);
    rest.rmsProp(n - whole, rate, decay, epsilon, g + whole, v + whole, w + whole);
  }

  @Override
  public void adagrad(int n, float rate, float epsilon, int g, int v, int w) {
    int whole = n - n % LENGTH;
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
    int whole = n - n % LENGTH;
    steps.firstMoments(whole, beta1, g, m);
    steps.secondMoments(whole, beta2, 1f - beta2, g, v);
    steps.descend(whole, rate, scale, epsilon, m, v, w);
    rest.adam(
        n - whole, rate, scale, beta1, beta2, epsilon, g + whole, m + whole, v + whole, w + whole);
  }
}
