package io.gradstream.benchmarks.libtorch;

import io.gradstream.benchmarks.libtorch.Weights.Linear;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** 32 steps of 16 values through a recurrent layer of 64, the last one to 2 classes. */
final class RecurrentNetwork {

  /** Kind of layer, and how many gates it has. */
  enum Cell {
    LSTM(4),
    GRU(3);

    private final int gates;

    Cell(int gates) {
      this.gates = gates;
    }
  }

  private static final int STEPS = 32;
  private static final int IN = 16;
  private static final int WIDTH = 64;

  private final Cell cell;
  private final Weights weights = new Weights(true);
  private final TensorVector recurrent;
  private final Linear dense;
  private final Tensor state; // [1, batch, width]
  private final TensorVector states;
  private final Tensor x; // [steps, batch, in]
  private final Tensor classes; // [batch]

  RecurrentNetwork(Cell cell, int batch) {
    this.cell = cell;
    int out = cell.gates * WIDTH;
    recurrent =
        new TensorVector(
            weights.random(WIDTH, out, IN),
            weights.random(WIDTH, out, WIDTH),
            weights.bias(out).get(),
            weights.bias(out).get());
    dense = weights.linear(WIDTH, 2);
    state = torch.zeros(1, batch, WIDTH);
    states = new TensorVector(state, state);
    x = torch.randn(STEPS, batch, IN);
    classes = Weights.integers(0, 2, batch);
  }

  TensorVector parameters() {
    return weights.all();
  }

  Tensor loss() {
    Tensor last = outputs().select(0, STEPS - 1);
    return torch.cross_entropy_loss(dense.of(last), classes);
  }

  /** [steps, batch, width]. */
  private Tensor outputs() {
    return switch (cell) {
      case LSTM -> torch.lstm(x, states, recurrent, true, 1, 0, true, false, false).get0();
      case GRU -> torch.gru(x, state, recurrent, true, 1, 0, true, false, false).get0();
    };
  }
}
