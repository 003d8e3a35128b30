package io.gradstream.network.layers;

import io.gradstream.network.kernels.StepRandom;
import io.gradstream.network.memory.Arena;
import io.gradstream.network.memory.Layout;
import io.gradstream.network.memory.Signal;
import io.gradstream.network.memory.TensorTable;
import io.gradstream.network.spec.LayerSpec;
import io.gradstream.network.spec.Shape;
import java.util.List;
import java.util.Random;

/** A layer without a network: its input, weights and deltas are the test's. */
final class LoneLayer implements AutoCloseable {

  final Layer layer;
  final Signal input;
  final TensorTable tensors;
  private final int trained;
  private final Arena arena;
  private final Compute training;

  /**
   * @param lengths of the rows' sequences, or null for whole ones
   */
  LoneLayer(LayerSpec spec, Shape shape, int batch, int[] lengths) {
    Layout layout = new Layout();
    int reserved = lengths == null ? Signal.NONE : layout.workspace(batch);
    input = Signal.reserve(layout, batch, shape, reserved);
    List<Site.InputPart> parts = List.of(new Site.InputPart("x", shape, 0));
    layer = Layer.of(spec, "layer", input, new Site(layout, batch, input, parts));
    layout.finish();
    tensors = layout.tensors();
    trained = layout.trained();
    int gradients = layout.workspace(trained);
    int weights = layout.workspace(layout.weights());
    arena = new Arena(layout.workspace(0), layout.scratch());
    training = Compute.over(arena, weights, gradients, new StepRandom());
    for (int row = 0; lengths != null && row < batch; row++) {
      arena.floats()[reserved + row] = lengths[row];
    }
    poison(input.deltas(), batch * input.width()); // what a layer does not write shows
    poison(layer.output().deltas(), batch * layer.output().width());
    poison(layer.output().values(), batch * layer.output().width());
    poison(gradients, trained);
  }

  private void poison(int offset, int n) {
    for (int i = 0; i < n; i++) {
      arena.floats()[offset + i] = Float.NaN;
    }
  }

  Compute in(Compute.Mode mode) {
    return training.in(mode, training.weights());
  }

  void forward(int rows) {
    layer.forward(training, rows);
  }

  void backward(float[] deltas) {
    System.arraycopy(deltas, 0, arena.floats(), layer.output().deltas(), deltas.length);
    layer.backward(training, deltas.length / layer.output().width());
  }

  void setInput(float[] values) {
    System.arraycopy(values, 0, arena.floats(), input.values(), values.length);
  }

  void setWeights(float[] values) {
    System.arraycopy(values, 0, arena.floats(), training.weights(), values.length);
  }

  float[] weights() {
    return floats(training.weights(), tensors.size());
  }

  float[] gradients() {
    return floats(training.gradients(), trained);
  }

  float[] inputDeltas(int rows) {
    return floats(input.deltas(), rows * input.width());
  }

  float[] output(int rows) {
    return floats(layer.output().values(), rows * layer.output().width());
  }

  private float[] floats(int offset, int n) {
    float[] values = new float[n];
    System.arraycopy(arena.floats(), offset, values, 0, values.length);
    return values;
  }

  static float[] random(int n, double size, long seed) {
    Random random = new Random(seed);
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) (size * random.nextGaussian());
    }
    return values;
  }

  @Override
  public void close() {
    arena.close();
  }
}
