package io.gradstream.benchmarks.libtorch;

import io.gradstream.benchmarks.libtorch.Weights.Linear;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Two hidden layers with ReLU, cross-entropy. */
final class MultilayerPerceptron {

  private final Weights weights = new Weights(true);
  private final Linear first;
  private final Linear second;
  private final Linear third;
  private final Tensor x; // [batch, in]
  private final Tensor classes; // [batch]

  MultilayerPerceptron(int in, int hidden1, int hidden2, int out, int batch) {
    first = weights.linear(in, hidden1);
    second = weights.linear(hidden1, hidden2);
    third = weights.linear(hidden2, out);
    x = torch.randn(batch, in);
    classes = Weights.integers(0, out, batch);
  }

  TensorVector parameters() {
    return weights.all();
  }

  Tensor loss() {
    Tensor hidden = torch.relu(second.of(torch.relu(first.of(x))));
    return torch.cross_entropy_loss(third.of(hidden), classes);
  }
}
