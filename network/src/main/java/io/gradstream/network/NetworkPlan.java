package io.gradstream.network;

import io.gradstream.network.layers.Chain;
import io.gradstream.network.layers.HiddenUnits;
import io.gradstream.network.memory.Layout;
import io.gradstream.network.memory.TensorTable.Tensor;
import io.gradstream.network.plasticity.Plasticity;
import io.gradstream.network.spec.Arguments;
import io.gradstream.network.spec.InvalidLayerException;
import io.gradstream.network.spec.NetworkSpec;
import io.gradstream.network.spec.NetworkSpec.EmbeddingSpec;
import io.gradstream.network.spec.TrainingSpec;
import io.gradstream.network.spec.UnfitStartException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a network takes, without taking it.
 *
 * @param parameters numbers that are learned, tables included
 * @param weightBytes of the weights, with what is saved beside them: running statistics
 * @param momentBytes of what the optimizer keeps for each weight
 * @param averageBytes of the weights' moving average
 * @param workspaceBytes of everything a step needs besides: values, deltas, gradients
 * @param flops operations of a forward pass of one row, a product and sum being two
 * @param replaceableUnits hidden units that continual backpropagation may replace
 * @param layers from input to output
 */
public record NetworkPlan(
    long parameters,
    long weightBytes,
    long momentBytes,
    long averageBytes,
    long workspaceBytes,
    long flops,
    int replaceableUnits,
    List<Line> layers) {

  /**
   * One layer of the network, or one table.
   *
   * @param name what the names of its tensors start with, for instance {@code dense1}
   * @param output shape of a row of its output, for instance {@code [28, 28, 16]}
   */
  public record Line(String name, String output, long parameters, long flops) {}

  public NetworkPlan {
    layers = List.copyOf(layers);
  }

  /**
   * @param batch largest number of rows staged at once
   * @throws InvalidLayerException when the input of a layer does not fit it
   * @throws UnfitStartException when the network has no such tensors as those it is to start with
   * @throws IllegalArgumentException when the network is too large
   */
  public static NetworkPlan of(NetworkSpec spec, TrainingSpec training, int batch) {
    Arguments.positive("batch", batch);
    Layout layout = new Layout();
    Program program = new Plan(spec, batch, layout).program();
    Start.requireFit(training.start(), layout.tensors());
    Plasticity plasticity =
        new Plasticity(training, program.hiddenUnits(), program::initialize, layout);
    MemoryMap map = MemoryMap.of(layout, program.output(), training, batch, plasticity.stateSize());
    long kept = (long) layout.weights() + map.momentCount() + map.averageCount();
    return new NetworkPlan(
        layout.weights() - (layout.buffered() - layout.trained()),
        bytes(layout.weights()),
        bytes(map.momentCount()),
        bytes(map.averageCount()),
        bytes(map.size() - kept + layout.scratch() + Layout.MARGIN),
        program.flops(),
        replaceable(program),
        lines(spec, program, layout));
  }

  /** Memory of everything together, in bytes. */
  public long bytes() {
    return weightBytes + momentBytes + averageBytes + workspaceBytes;
  }

  private static int replaceable(Program program) {
    return program.hiddenUnits().stream()
        .filter(hidden -> hidden.reader().isPresent())
        .mapToInt(HiddenUnits::units)
        .sum();
  }

  private static long bytes(long floats) {
    return floats * Float.BYTES;
  }

  private static List<Line> lines(NetworkSpec spec, Program program, Layout layout) {
    List<Line> lines = new ArrayList<>();
    for (EmbeddingSpec table : spec.embeddings()) {
      long weights = (long) table.rows() * table.width();
      lines.add(new Line("embedding." + table.name(), "[" + table.width() + "]", weights, 0));
    }
    for (Chain.Part part : program.parts()) {
      String output = part.layer().output().shape().toString();
      long weights = parameters(layout, part.name() + ".");
      lines.add(new Line(part.name(), output, weights, part.layer().flops()));
    }
    return lines;
  }

  private static long parameters(Layout layout, String prefix) {
    return layout.tensors().tensors().stream()
        .filter(tensor -> tensor.name().startsWith(prefix))
        .filter(tensor -> isLearned(layout, tensor))
        .mapToLong(Tensor::size)
        .sum();
  }

  private static boolean isLearned(Layout layout, Tensor tensor) {
    return tensor.offset() < layout.trained() || tensor.offset() >= layout.buffered();
  }
}
