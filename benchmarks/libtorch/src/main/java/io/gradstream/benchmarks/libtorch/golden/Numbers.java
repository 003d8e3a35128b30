package io.gradstream.benchmarks.libtorch.golden;

import java.util.Random;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Tensors of random numbers that have few digits, the same in every run. */
final class Numbers {

  private final Random random;

  Numbers(long seed) {
    random = new Random(seed);
  }

  /** Normal numbers rounded to two decimals; none is zero, where some functions have a corner. */
  Tensor normal(double deviation, long... shape) {
    float[] values = new float[size(shape)];
    for (int i = 0; i < values.length; i++) {
      long hundredths = Math.round(100 * deviation * random.nextGaussian());
      values[i] = (hundredths == 0 ? 1 : hundredths) / 100f;
    }
    return of(values, shape);
  }

  /** Numbers in (0, 1], two decimals. */
  Tensor positive(long... shape) {
    float[] values = new float[size(shape)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (1 + random.nextInt(100)) / 100f;
    }
    return of(values, shape);
  }

  /** Whole numbers in [from, to). */
  Tensor whole(int from, int to, long... shape) {
    float[] values = new float[size(shape)];
    for (int i = 0; i < values.length; i++) {
      values[i] = from + random.nextInt(to - from);
    }
    return of(values, shape);
  }

  static Tensor of(float[] values, long... shape) {
    return torch.tensor(values).to(ScalarType.Double).view(shape);
  }

  private static int size(long[] shape) {
    long size = 1;
    for (long length : shape) {
      size *= length;
    }
    return Math.toIntExact(size);
  }
}
