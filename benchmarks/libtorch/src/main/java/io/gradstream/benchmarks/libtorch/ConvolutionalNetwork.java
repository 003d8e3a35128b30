package io.gradstream.benchmarks.libtorch;

import io.gradstream.benchmarks.libtorch.Weights.Linear;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/** 1x28x28, convolution 3x3 to 16, ReLU, pool 2, convolution 3x3 to 32, ReLU, pool 2, dense 10. */
final class ConvolutionalNetwork {

  private static final long[] ONE = {1, 1};
  private static final long[] TWO = {2, 2};
  private static final long[] NONE = {0, 0};

  private final Weights weights = new Weights(true);
  private final Tensor filters1 = weights.random(9, 16, 1, 3, 3);
  private final TensorOptional bias1 = weights.bias(16);
  private final Tensor filters2 = weights.random(16 * 9, 32, 16, 3, 3);
  private final TensorOptional bias2 = weights.bias(32);
  private final Linear dense = weights.linear(32 * 5 * 5, 10);
  private final Tensor x; // [batch, 1, 28, 28]
  private final Tensor classes; // [batch]

  /**
   * @param format of images in memory, channels first or last
   */
  ConvolutionalNetwork(MemoryFormat format, int batch) {
    x = torch.randn(batch, 1, 28, 28).contiguous(format);
    classes = Weights.integers(0, 10, batch);
  }

  TensorVector parameters() {
    return weights.all();
  }

  Tensor loss() {
    Tensor half = pooled(torch.conv2d(x, filters1, bias1, ONE, NONE, ONE, 1));
    Tensor quarter = pooled(torch.conv2d(half, filters2, bias2, ONE, NONE, ONE, 1));
    return torch.cross_entropy_loss(dense.of(quarter.flatten(1, -1)), classes);
  }

  private static Tensor pooled(Tensor x) {
    return torch.max_pool2d(torch.relu(x), TWO);
  }
}
