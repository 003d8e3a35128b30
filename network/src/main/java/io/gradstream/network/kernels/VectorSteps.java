package io.gradstream.network.kernels;

import static io.gradstream.network.kernels.Kernels.LANES;
import static io.gradstream.network.kernels.VectorKernels.ORDER;
import static io.gradstream.network.kernels.VectorKernels.SPECIES;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromByteBuffer;
import static jdk.incubator.vector.FloatVector.zero;
import static jdk.incubator.vector.VectorOperators.ABS;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.SQRT;

import java.nio.ByteBuffer;
import jdk.incubator.vector.FloatVector;

/**
 * What makes steps of gradients, by the rules of {@link VectorKernels}. Lengths are multiples of
 * {@link Kernels#LANES}, but for a sum.
 */
final class VectorSteps {

  private final ByteBuffer memory;
  private final float[] lanes = new float[LANES];

  VectorSteps(ByteBuffer memory) {
    this.memory = memory;
  }

  /** In eight lanes. */
  float absoluteSum(int n, int x) {
    FloatVector sum = zero(SPECIES);
    int i = 0;
    for (; i + LANES <= n; i += LANES) {
      sum = sum.add(fromByteBuffer(SPECIES, memory, (x + i) * Float.BYTES, ORDER).lanewise(ABS));
    }
    sum.intoArray(lanes, 0);
    for (int lane = 0; i < n; i++, lane++) {
      lanes[lane] += Math.abs(memory.getFloat((x + i) * Float.BYTES));
    }
    return FloatMath.fold(lanes);
  }

  void scale(int n, float factor, int x) {
    for (int i = x; i < x + n; i += LANES) {
      fromByteBuffer(SPECIES, memory, i * Float.BYTES, ORDER)
          .mul(factor)
          .intoByteBuffer(memory, i * Float.BYTES, ORDER);
    }
  }

  void clamp(int n, float limit, int x) {
    for (int i = x; i < x + n; i += LANES) {
      fromByteBuffer(SPECIES, memory, i * Float.BYTES, ORDER)
          .min(limit)
          .max(-limit)
          .intoByteBuffer(memory, i * Float.BYTES, ORDER);
    }
  }

  void addScaled(int n, float factor, int x, int y) {
    FloatVector factors = broadcast(SPECIES, factor);
    for (int i = 0; i < n; i += LANES) {
      factors
          .fma(
              fromByteBuffer(SPECIES, memory, (x + i) * Float.BYTES, ORDER),
              fromByteBuffer(SPECIES, memory, (y + i) * Float.BYTES, ORDER))
          .intoByteBuffer(memory, (y + i) * Float.BYTES, ORDER);
    }
  }

  void approach(int n, float share, int x, int y) {
    FloatVector shares = broadcast(SPECIES, share);
    for (int i = 0; i < n; i += LANES) {
      FloatVector value = fromByteBuffer(SPECIES, memory, (y + i) * Float.BYTES, ORDER);
      shares
          .fma(fromByteBuffer(SPECIES, memory, (x + i) * Float.BYTES, ORDER).sub(value), value)
          .intoByteBuffer(memory, (y + i) * Float.BYTES, ORDER);
    }
  }

  void momentum(int n, float rate, float momentum, int g, int m, int w) {
    FloatVector step = broadcast(SPECIES, -rate);
    FloatVector kept = broadcast(SPECIES, momentum);
    for (int i = 0; i < n; i += LANES) {
      FloatVector moment =
          kept.fma(
              fromByteBuffer(SPECIES, memory, (m + i) * Float.BYTES, ORDER),
              fromByteBuffer(SPECIES, memory, (g + i) * Float.BYTES, ORDER));
      moment = moment.blend(0f, moment.lanewise(ABS).compare(LT, FloatMath.NEGLIGIBLE));
      moment.intoByteBuffer(memory, (m + i) * Float.BYTES, ORDER);
      step.fma(moment, fromByteBuffer(SPECIES, memory, (w + i) * Float.BYTES, ORDER))
          .intoByteBuffer(memory, (w + i) * Float.BYTES, ORDER);
    }
  }

  void nesterov(int n, float rate, float momentum, int g, int m, int w) {
    FloatVector step = broadcast(SPECIES, -rate);
    FloatVector kept = broadcast(SPECIES, momentum);
    for (int i = 0; i < n; i += LANES) {
      FloatVector gradient = fromByteBuffer(SPECIES, memory, (g + i) * Float.BYTES, ORDER);
      FloatVector moment =
          kept.fma(fromByteBuffer(SPECIES, memory, (m + i) * Float.BYTES, ORDER), gradient);
      moment = moment.blend(0f, moment.lanewise(ABS).compare(LT, FloatMath.NEGLIGIBLE));
      moment.intoByteBuffer(memory, (m + i) * Float.BYTES, ORDER);
      step.fma(
              kept.fma(moment, gradient),
              fromByteBuffer(SPECIES, memory, (w + i) * Float.BYTES, ORDER))
          .intoByteBuffer(memory, (w + i) * Float.BYTES, ORDER);
    }
  }

  /** m = decay m + (1 - decay) g. */
  void firstMoments(int n, float decay, int g, int m) {
    FloatVector kept = broadcast(SPECIES, decay);
    for (int i = 0; i < n; i += LANES) {
      FloatVector gradient = fromByteBuffer(SPECIES, memory, (g + i) * Float.BYTES, ORDER);
      FloatVector moment =
          kept.fma(
              fromByteBuffer(SPECIES, memory, (m + i) * Float.BYTES, ORDER),
              gradient.mul(1f - decay));
      moment
          .blend(0f, moment.lanewise(ABS).compare(LT, FloatMath.NEGLIGIBLE))
          .intoByteBuffer(memory, (m + i) * Float.BYTES, ORDER);
    }
  }

  /** v = decay v + share g^2. */
  void secondMoments(int n, float decay, float share, int g, int v) {
    FloatVector kept = broadcast(SPECIES, decay);
    for (int i = 0; i < n; i += LANES) {
      FloatVector gradient = fromByteBuffer(SPECIES, memory, (g + i) * Float.BYTES, ORDER);
      FloatVector moment =
          kept.fma(
              fromByteBuffer(SPECIES, memory, (v + i) * Float.BYTES, ORDER),
              gradient.mul(share).mul(gradient));
      moment
          .blend(0f, moment.lanewise(ABS).compare(LT, FloatMath.NEGLIGIBLE))
          .intoByteBuffer(memory, (v + i) * Float.BYTES, ORDER);
    }
  }

  /** w -= rate m / (sqrt(scale v) + epsilon). */
  void descend(int n, float rate, float scale, float epsilon, int m, int v, int w) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector first = fromByteBuffer(SPECIES, memory, (m + i) * Float.BYTES, ORDER);
      FloatVector root =
          fromByteBuffer(SPECIES, memory, (v + i) * Float.BYTES, ORDER)
              .mul(scale)
              .lanewise(SQRT)
              .add(epsilon);
      fromByteBuffer(SPECIES, memory, (w + i) * Float.BYTES, ORDER)
          .sub(first.mul(rate).div(root))
          .intoByteBuffer(memory, (w + i) * Float.BYTES, ORDER);
    }
  }
}
