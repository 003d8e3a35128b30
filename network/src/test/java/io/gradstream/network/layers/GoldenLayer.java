package io.gradstream.network.layers;

import io.gradstream.network.GoldenNumbers;
import io.gradstream.network.kernels.StepRandom;
import io.gradstream.network.memory.Arena;
import io.gradstream.network.memory.Layout;
import io.gradstream.network.memory.Signal;
import io.gradstream.network.memory.TensorTable;
import io.gradstream.network.memory.TensorTable.Tensor;
import io.gradstream.network.spec.LayerSpec;
import io.gradstream.network.spec.OptimizerSpec;
import io.gradstream.network.spec.Shape;
import io.gradstream.network.spec.TrainingSpec;
import io.gradstream.network.updates.FlatVector;
import io.gradstream.network.updates.Parameters;
import io.gradstream.network.updates.Updates;
import java.util.List;

/** Layers without a head, fed with golden numbers. */
final class GoldenLayer implements AutoCloseable {

  private final GoldenNumbers golden;
  private final int rows;
  private final Site site;
  private final Signal input;
  private final Chain layers;
  private final TensorTable tensors;
  private final Layout layout;
  private final Arena arena;
  private final Compute compute;
  private final int trained;

  GoldenLayer(GoldenNumbers golden, List<LayerSpec> specs) {
    this.golden = golden;
    List<Integer> shape = golden.get("x").shape(); // [rows, ...]
    rows = shape.get(0);
    Shape row = new Shape(shape.subList(1, shape.size()));
    layout = new Layout();
    input =
        hasGradient("x")
            ? Signal.reserve(layout, rows, row, Signal.NONE)
            : Signal.constant(layout, rows, row);
    site = new Site(layout, rows, input, List.of());
    layers = new Chain(specs, "", input, site);
    layout.finish();
    tensors = layout.tensors();
    trained = layout.trained();
    int gradients = layout.workspace(trained);
    int weights = layout.workspace(layout.weights());
    arena = new Arena(layout.workspace(0), layout.scratch());
    compute = Compute.over(arena, weights, gradients, new StepRandom());
    layers.initialize(compute, new RandomWeights(1)); // what is neither learned nor golden
    put(input.values(), "x");
    for (Tensor tensor : tensors.tensors()) {
      if (isInFormula(tensor)) {
        put(weights + tensor.offset(), tensor.name());
      }
    }
  }

  boolean hasGradient(String tensor) {
    return golden.tensors().containsKey("gradient." + tensor);
  }

  /** Tensors that a step changes without a gradient. */
  List<String> changed() {
    return tensors().stream()
        .filter(tensor -> golden.tensors().containsKey("after." + tensor))
        .toList();
  }

  List<String> tensors() {
    return tensors.tensors().stream().filter(this::isInFormula).map(Tensor::name).toList();
  }

  /** A buffer need not be: what a step gathers for predictions. */
  private boolean isInFormula(Tensor tensor) {
    boolean isBuffer = tensor.offset() >= trained && tensor.offset() < layout.buffered();
    return !isBuffer || golden.tensors().containsKey(tensor.name());
  }

  Shape outputShape() {
    return layers.output().shape();
  }

  private void put(int offset, String tensor) {
    System.arraycopy(
        golden.get(tensor).values(), 0, arena.floats(), offset, golden.get(tensor).values().length);
  }

  void forward() {
    layers.forward(compute, rows);
  }

  void backward() {
    put(layers.output().deltas(), "deltas");
    layers.backward(compute, rows);
  }

  void commit() {
    layers.commit(compute, rows);
  }

  float[] output() {
    return floats(layers.output().values(), rows * layers.output().width());
  }

  float[] inputDeltas() {
    return floats(input.deltas(), rows * input.width());
  }

  /** Of a tensor by its name. */
  float[] gradient(String name) {
    Tensor tensor = tensor(name);
    return tensor.offset() < trained
        ? floats(compute.gradients() + tensor.offset(), tensor.size())
        : sparseGradient(tensor);
  }

  float[] value(String name) {
    Tensor tensor = tensor(name);
    return floats(compute.weights() + tensor.offset(), tensor.size());
  }

  private Tensor tensor(String name) {
    return tensors.tensors().stream().filter(t -> t.name().equals(name)).findFirst().orElseThrow();
  }

  /** From zero, a step of plain descent at a rate of 1 goes to the gradient's negative. */
  private float[] sparseGradient(Tensor tensor) {
    FlatVector weights = new FlatVector(arena.floats(), compute.weights(), layout.weights());
    FlatVector none = new FlatVector(arena.floats(), 0, 0);
    TrainingSpec descent = TrainingSpec.of(new OptimizerSpec.Sgd(1f));
    Parameters parameters = new Parameters(descent, layout, weights, none, none, none);
    parameters.clear(tensor.offset(), tensor.size());
    Updates updates =
        new Updates(descent, compute.steps(), compute.gradients(), parameters, site.tables());
    updates.reset();
    updates.begin();
    updates.apply(0, 0);
    float[] gradient = floats(compute.weights() + tensor.offset(), tensor.size());
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] = -gradient[i];
    }
    return gradient;
  }

  private float[] floats(int offset, int n) {
    float[] values = new float[n];
    System.arraycopy(arena.floats(), offset, values, 0, values.length);
    return values;
  }

  @Override
  public void close() {
    arena.close();
  }
}
