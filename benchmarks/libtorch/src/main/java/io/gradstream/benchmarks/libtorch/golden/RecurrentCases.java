package io.gradstream.benchmarks.libtorch.golden;

import io.gradstream.benchmarks.libtorch.golden.LayerCase.Formula;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Recurrent layers, each step or the last, in one direction and in both. */
final class RecurrentCases {

  private static final int STEPS = 5;
  private static final int IN = 4;
  private static final int WIDTH = 9;

  private enum Cell {
    RNN(1),
    LSTM(4),
    GRU(3);

    private final int gates;

    Cell(int gates) {
      this.gates = gates;
    }
  }

  /**
   * @param all [steps, rows, directions width]
   * @param last of each direction, [directions, rows, width]
   */
  private record Outputs(Tensor all, Tensor last) {}

  private RecurrentCases() {}

  static Map<String, Formula> all() {
    Map<String, Formula> cases = new LinkedHashMap<>();
    for (Cell cell : Cell.values()) {
      String name = cell.name().toLowerCase(Locale.ROOT);
      cases.put(name + "-all", layer -> everyStep(run(layer, cell, 7, false)));
      cases.put(name + "-last", layer -> lastStep(run(layer, cell, 2, false)));
      cases.put(name + "-bidirectional-all", layer -> everyStep(run(layer, cell, 2, true)));
      cases.put(name + "-bidirectional-last", layer -> lastStep(run(layer, cell, 7, true)));
    }
    return cases;
  }

  private static Tensor everyStep(Outputs outputs) {
    return outputs.all().transpose(0, 1);
  }

  /** [rows, directions width]. */
  private static Tensor lastStep(Outputs outputs) {
    return outputs.last().transpose(0, 1).flatten(1, -1);
  }

  private static Outputs run(LayerCase layer, Cell cell, int rows, boolean both) {
    Tensor x = layer.input(rows, STEPS, IN).transpose(0, 1);
    layer.within(cell.name().toLowerCase(Locale.ROOT) + "1");
    TensorVector weights = weights(layer, cell, "");
    if (both) {
      for (Tensor tensor : weights(layer, cell, "backward.").get()) {
        weights.push_back(tensor);
      }
    }
    Tensor state = zeros(both ? 2 : 1, rows, WIDTH);
    return switch (cell) {
      case RNN -> {
        var outputs = torch.rnn_tanh(x, state, weights, true, 1, 0, true, both, false);
        yield new Outputs(outputs.get0(), outputs.get1());
      }
      case GRU -> {
        var outputs = torch.gru(x, state, weights, true, 1, 0, true, both, false);
        yield new Outputs(outputs.get0(), outputs.get1());
      }
      case LSTM -> {
        TensorVector states = new TensorVector(state, state);
        var outputs = torch.lstm(x, states, weights, true, 1, 0, true, both, false);
        yield new Outputs(outputs.get0(), outputs.get1());
      }
    };
  }

  /**
   * Of a direction, in libtorch's order. Its second bias is ours only for the GRU's new state,
   * where it is inside the reset; elsewhere the two are one sum.
   */
  private static TensorVector weights(LayerCase layer, Cell cell, String prefix) {
    long columns = (long) cell.gates * WIDTH;
    Tensor recurrentBias =
        cell == Cell.GRU
            ? torch.cat(
                new TensorVector(zeros(2 * WIDTH), layer.weight(prefix + "recurrentBias", WIDTH)),
                0)
            : zeros(columns);
    return new TensorVector(
        layer.weight(prefix + "input", IN, columns).t(),
        layer.weight(prefix + "recurrent", WIDTH, columns).t(),
        layer.weight(prefix + "bias", columns),
        recurrentBias);
  }

  private static Tensor zeros(long... shape) {
    return torch.zeros(shape).to(torch.ScalarType.Double);
  }
}
