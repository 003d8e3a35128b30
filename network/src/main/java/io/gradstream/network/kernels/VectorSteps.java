package io.gradstream.network.kernels;

import static io.gradstream.network.kernels.Kernels.LANES;
import static io.gradstream.network.kernels.VectorKernels.LENGTH;
import static io.gradstream.network.kernels.VectorKernels.SPECIES;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.FloatVector.zero;
import static jdk.incubator.vector.VectorOperators.ABS;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.SQRT;

import jdk.incubator.vector.FloatVector;

/**
 * What makes steps of gradients, by the rules of {@link VectorKernels}. Lengths are multiples of
 * {@link VectorKernels#LENGTH}, but for a sum.
 */
final class VectorSteps {

  private final float[] memory;
  private final float[] lanes = new float[LANES];

  VectorSteps(float[] memory) {
    this.memory = memory;
  }

  /** In all lanes. */
  float absoluteSum(int n, int x) {
    int whole = n - n % LANES;
    for (int lane = 0; lane < LANES; lane += LENGTH) {
      FloatVector sum = zero(SPECIES);
      for (int i = lane; i < whole; i += LANES) {
        sum = sum.add(fromArray(SPECIES, memory, x + i).lanewise(ABS));
      }
      sum.intoArray(lanes, lane);
    }
    for (int i = whole, lane = 0; i < n; i++, lane++) {
      lanes[lane] += Math.abs(memory[x + i]);
    }
    return FloatMath.fold(lanes);
  }

  void scale(int n, float factor, int x) {
    for (int i = x; i < x + n; i += LENGTH) {
      fromArray(SPECIES, memory, i).mul(factor).intoArray(memory, i);
    }
  }

  void clamp(int n, float limit, int x) {
    for (int i = x; i < x + n; i += LENGTH) {
      fromArray(SPECIES, memory, i).min(limit).max(-limit).intoArray(memory, i);
    }
  }

  void addScaled(int n, float factor, int x, int y) {
    FloatVector factors = broadcast(SPECIES, factor);
    for (int i = 0; i < n; i += LENGTH) {
      factors
          .fma(fromArray(SPECIES, memory, x + i), fromArray(SPECIES, memory, y + i))
          .intoArray(memory, y + i);
    }
  }

  void approach(int n, float share, int x, int y) {
    FloatVector shares = broadcast(SPECIES, share);
    for (int i = 0; i < n; i += LENGTH) {
      FloatVector value = fromArray(SPECIES, memory, y + i);
      shares.fma(fromArray(SPECIES, memory, x + i).sub(value), value).intoArray(memory, y + i);
    }
  }

  void momentum(int n, float rate, float momentum, int g, int m, int w) {
    FloatVector step = broadcast(SPECIES, -rate);
    FloatVector kept = broadcast(SPECIES, momentum);
    for (int i = 0; i < n; i += LENGTH) {
      FloatVector moment =
          kept.fma(fromArray(SPECIES, memory, m + i), fromArray(SPECIES, memory, g + i));
      moment = moment.blend(0f, moment.lanewise(ABS).compare(LT, FloatMath.NEGLIGIBLE));
      moment.intoArray(memory, m + i);
      step.fma(moment, fromArray(SPECIES, memory, w + i)).intoArray(memory, w + i);
    }
  }

  void nesterov(int n, float rate, float momentum, int g, int m, int w) {
    FloatVector step = broadcast(SPECIES, -rate);
    FloatVector kept = broadcast(SPECIES, momentum);
    for (int i = 0; i < n; i += LENGTH) {
      FloatVector gradient = fromArray(SPECIES, memory, g + i);
      FloatVector moment = kept.fma(fromArray(SPECIES, memory, m + i), gradient);
      moment = moment.blend(0f, moment.lanewise(ABS).compare(LT, FloatMath.NEGLIGIBLE));
      moment.intoArray(memory, m + i);
      step.fma(kept.fma(moment, gradient), fromArray(SPECIES, memory, w + i))
          .intoArray(memory, w + i);
    }
  }

  /** m = decay m + (1 - decay) g. */
  void firstMoments(int n, float decay, int g, int m) {
    FloatVector kept = broadcast(SPECIES, decay);
    for (int i = 0; i < n; i += LENGTH) {
      FloatVector gradient = fromArray(SPECIES, memory, g + i);
      FloatVector moment = kept.fma(fromArray(SPECIES, memory, m + i), gradient.mul(1f - decay));
      moment
          .blend(0f, moment.lanewise(ABS).compare(LT, FloatMath.NEGLIGIBLE))
          .intoArray(memory, m + i);
    }
  }

  /** v = decay v + share g^2. */
  void secondMoments(int n, float decay, float share, int g, int v) {
    FloatVector kept = broadcast(SPECIES, decay);
    for (int i = 0; i < n; i += LENGTH) {
      FloatVector gradient = fromArray(SPECIES, memory, g + i);
      FloatVector moment =
          kept.fma(fromArray(SPECIES, memory, v + i), gradient.mul(share).mul(gradient));
      moment
          .blend(0f, moment.lanewise(ABS).compare(LT, FloatMath.NEGLIGIBLE))
          .intoArray(memory, v + i);
    }
  }

  /** w -= rate m / (sqrt(scale v) + epsilon). */
  void descend(int n, float rate, float scale, float epsilon, int m, int v, int w) {
    for (int i = 0; i < n; i += LENGTH) {
      FloatVector first = fromArray(SPECIES, memory, m + i);
      FloatVector root = fromArray(SPECIES, memory, v + i).mul(scale).lanewise(SQRT).add(epsilon);
      fromArray(SPECIES, memory, w + i).sub(first.mul(rate).div(root)).intoArray(memory, w + i);
    }
  }
}
