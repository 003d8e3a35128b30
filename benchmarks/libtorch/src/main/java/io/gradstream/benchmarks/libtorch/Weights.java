package io.gradstream.benchmarks.libtorch;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Makes a network's weights and remembers them for the optimizer. */
final class Weights {

  private final TensorVector all = new TensorVector();
  private final boolean trained;

  Weights(boolean trained) {
    this.trained = trained;
  }

  /** Normal numbers around 0, small enough for the number of inputs that a weight is one of. */
  Tensor random(int inputs, long... shape) {
    return keep(torch.randn(shape).mul_(new Scalar((float) (1 / Math.sqrt(inputs)))));
  }

  Tensor ones(long... shape) {
    return keep(torch.ones(shape));
  }

  TensorOptional bias(long... shape) {
    return new TensorOptional(keep(torch.zeros(shape)));
  }

  /** y = x W' + b, the weight as libtorch keeps it: [out, in]. */
  Linear linear(int in, int out) {
    return new Linear(random(in, out, in), bias(out));
  }

  Norm norm(int width) {
    return new Norm(new long[] {width}, new TensorOptional(ones(width)), bias(width));
  }

  /** Classes or tokens in [from, to). */
  static Tensor integers(int from, int to, long... shape) {
    return torch.randint(from, to, shape).to(torch.ScalarType.Long);
  }

  private Tensor keep(Tensor tensor) {
    tensor.set_requires_grad(trained);
    all.push_back(tensor);
    return tensor;
  }

  /** What the optimizer updates. */
  TensorVector all() {
    return all;
  }

  /**
   * @param weight [out, in]
   * @param bias [out]
   */
  record Linear(Tensor weight, TensorOptional bias) {
    Tensor of(Tensor x) {
      return torch.linear(x, weight, bias);
    }
  }

  /** A layer norm over the last dimension. */
  record Norm(long[] width, TensorOptional weight, TensorOptional bias) {
    Tensor of(Tensor x) {
      return torch.layer_norm(x, width, weight, bias, 1e-5, false);
    }
  }
}
