package io.gradstream.benchmarks.libtorch.golden;

import io.gradstream.benchmarks.libtorch.golden.LayerCase.Formula;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
  private static final int[] LENGTHS = {5, 3, 1};

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
   * @param cells last ones of an LSTM, [directions, rows, width]; null of others
   */
  private record Outputs(Tensor all, Tensor last, Tensor cells) {}

  private RecurrentCases() {}

  static Map<String, Formula> all() {
    Map<String, Formula> cases = new LinkedHashMap<>();
    for (Cell cell : Cell.values()) {
      String name = name(cell);
      cases.put(name + "-all", layer -> everyStep(run(layer, cell, 7, false)));
      cases.put(name + "-last", layer -> lastStep(run(layer, cell, 2, false)));
      cases.put(name + "-bidirectional-all", layer -> everyStep(run(layer, cell, 2, true)));
      cases.put(name + "-bidirectional-last", layer -> lastStep(run(layer, cell, 7, true)));
      cases.put(name + "-padded-all", layer -> paddedSteps(padded(layer, cell)));
      cases.put(name + "-padded-last", layer -> paddedLast(padded(layer, cell)));
      cases.put(name + "-stream", layer -> stream(layer, cell));
    }
    return cases;
  }

  private static String name(Cell cell) {
    return cell.name().toLowerCase(Locale.ROOT);
  }

  private static Tensor everyStep(Outputs outputs) {
    return outputs.all().transpose(0, 1);
  }

  /** [rows, directions width]. */
  private static Tensor lastStep(Outputs outputs) {
    return outputs.last().transpose(0, 1).flatten(1, -1);
  }

  /** Outputs of rows of [steps, in]. */
  private static Outputs run(LayerCase layer, Cell cell, int rows, boolean both) {
    Tensor x = layer.input(rows, STEPS, IN).transpose(0, 1);
    return outputs(cell, x, weights(layer.within(name(cell) + "1"), cell, IN, both), both);
  }

  /** Both directions over embedded tokens, of which each row has another number. */
  private static List<Outputs> padded(LayerCase layer, Cell cell) {
    Tensor tokens = layer.tokens(STEPS, 3, 1, 4, 1, 5, 2, 6, 5, 0, 0, 3, 0, 0, 0, 0);
    Tensor x = SequenceCases.embedding(layer, tokens).transpose(0, 1);
    TensorVector weights = weights(layer.within(name(cell) + "2"), cell, SequenceCases.WIDTH, true);
    List<Outputs> rows = new ArrayList<>();
    for (int row = 0; row < LENGTHS.length; row++) {
      Tensor sequence = x.narrow(1, row, 1).narrow(0, 0, LENGTHS[row]);
      rows.add(outputs(cell, sequence, weights, true));
    }
    return rows;
  }

  /** Padding's outputs are zero. */
  private static Tensor paddedSteps(List<Outputs> rows) {
    TensorVector padded = new TensorVector();
    for (int row = 0; row < LENGTHS.length; row++) {
      Tensor padding = zeros(STEPS - LENGTHS[row], 1, 2 * WIDTH);
      padded.push_back(torch.cat(new TensorVector(rows.get(row).all(), padding), 0));
    }
    return torch.cat(padded, 1).transpose(0, 1);
  }

  private static Tensor paddedLast(List<Outputs> rows) {
    TensorVector last = new TensorVector();
    rows.forEach(row -> last.push_back(lastStep(row)));
    return torch.cat(last, 0);
  }

  /** Rows that are the steps of one sequence, which goes on from a state. */
  private static Tensor stream(LayerCase layer, Cell cell) {
    Tensor x = layer.input(STEPS, IN).unsqueeze(1);
    layer.within(name(cell) + "1");
    TensorVector states = new TensorVector(stateBefore(layer, "state"));
    if (cell == Cell.LSTM) {
      states.push_back(stateBefore(layer, "cells"));
    }
    Outputs outputs = outputs(cell, x, states, weights(layer, cell, IN, false), false);
    layer.changed("state", outputs.last().flatten());
    if (cell == Cell.LSTM) {
      layer.changed("cells", outputs.cells().flatten());
    }
    return outputs.all().squeeze(1);
  }

  private static Tensor stateBefore(LayerCase layer, String name) {
    return layer.state(name, layer.numbers().normal(0.5, WIDTH)).view(1, 1, WIDTH);
  }

  /**
   * From states of zeros.
   *
   * @param x [steps, rows, in]
   */
  private static Outputs outputs(Cell cell, Tensor x, TensorVector weights, boolean both) {
    Tensor state = zeros(both ? 2 : 1, x.size(1), WIDTH);
    return outputs(cell, x, new TensorVector(state, state), weights, both);
  }

  private static Outputs outputs(
      Cell cell, Tensor x, TensorVector states, TensorVector weights, boolean both) {
    Tensor state = states.get(0);
    return switch (cell) {
      case RNN -> {
        var outputs = torch.rnn_tanh(x, state, weights, true, 1, 0, true, both, false);
        yield new Outputs(outputs.get0(), outputs.get1(), null);
      }
      case GRU -> {
        var outputs = torch.gru(x, state, weights, true, 1, 0, true, both, false);
        yield new Outputs(outputs.get0(), outputs.get1(), null);
      }
      case LSTM -> {
        var outputs = torch.lstm(x, states, weights, true, 1, 0, true, both, false);
        yield new Outputs(outputs.get0(), outputs.get1(), outputs.get2());
      }
    };
  }

  private static TensorVector weights(LayerCase layer, Cell cell, int in, boolean both) {
    TensorVector weights = weights(layer, cell, "", in);
    if (both) {
      for (Tensor tensor : weights(layer, cell, "backward.", in).get()) {
        weights.push_back(tensor);
      }
    }
    return weights;
  }

  /**
   * Of a direction, in libtorch's order. Its second bias is ours only for the GRU's new state,
   * where it is inside the reset; elsewhere the two are one sum.
   */
  private static TensorVector weights(LayerCase layer, Cell cell, String prefix, int in) {
    long columns = (long) cell.gates * WIDTH;
    Tensor recurrentBias =
        cell == Cell.GRU
            ? torch.cat(
                new TensorVector(zeros(2 * WIDTH), layer.weight(prefix + "recurrentBias", WIDTH)),
                0)
            : zeros(columns);
    return new TensorVector(
        layer.weight(prefix + "input", in, columns).t(),
        layer.weight(prefix + "recurrent", WIDTH, columns).t(),
        layer.weight(prefix + "bias", columns),
        recurrentBias);
  }

  private static Tensor zeros(long... shape) {
    return torch.zeros(shape).to(torch.ScalarType.Double);
  }
}
