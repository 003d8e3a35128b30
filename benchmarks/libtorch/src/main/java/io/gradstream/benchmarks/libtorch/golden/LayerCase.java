package io.gradstream.benchmarks.libtorch.golden;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;

/**
 * A layer's case: its formula asks for the input x and the weights by name, and makes the output y.
 * Gradients are of the sum of the outputs, each times a number of its own: its delta.
 */
final class LayerCase {

  /** Computes the output from tensors it asks the case for. */
  interface Formula {
    Tensor output(LayerCase layer);
  }

  private final Numbers numbers;
  private final Map<String, Tensor> leaves = new LinkedHashMap<>();
  private final Map<String, Tensor> constants = new LinkedHashMap<>();
  private final Map<String, Tensor> changed = new LinkedHashMap<>();
  private String prefix = "";

  private LayerCase(long seed) {
    numbers = new Numbers(seed);
  }

  /** The golden numbers of a case, by its name and formula. */
  static Golden of(Map.Entry<String, Formula> named) {
    LayerCase layer = new LayerCase(named.getKey().hashCode());
    return layer.golden(named.getValue().output(layer));
  }

  private Golden golden(Tensor output) {
    Tensor deltas = numbers.normal(1, sizes(output));
    output.mul(deltas).sum().backward();
    Golden golden = new Golden();
    constants.forEach(golden::put);
    leaves.forEach(golden::put);
    changed.forEach((state, tensor) -> golden.put("after." + state, tensor));
    golden.put("y", output).put("deltas", deltas);
    leaves.forEach((leaf, tensor) -> golden.put("gradient." + leaf, tensor.grad()));
    return golden;
  }

  private static long[] sizes(Tensor tensor) {
    long[] sizes = new long[Math.toIntExact(tensor.dim())];
    for (int d = 0; d < sizes.length; d++) {
      sizes[d] = tensor.size(d);
    }
    return sizes;
  }

  Numbers numbers() {
    return numbers;
  }

  /** The input, [rows, ...]. */
  Tensor input(long... shape) {
    return leaf("x", numbers.normal(1, shape));
  }

  /** Tokens [rows, steps] as the input; it has no gradient. */
  Tensor tokens(int steps, float... tokens) {
    return constant("x", Numbers.of(tokens, tokens.length / steps, steps));
  }

  /** State of the layer that has no gradient. */
  Tensor state(String name, Tensor values) {
    return constant(prefix + name, values);
  }

  /** What that state is after the step. */
  void changed(String name, Tensor values) {
    changed.put(prefix + name, values);
  }

  private Tensor constant(String name, Tensor values) {
    constants.put(name, values);
    return values;
  }

  /** Weights asked for from now on are those of the layer of this name. */
  LayerCase within(String layer) {
    prefix = layer + ".";
    return this;
  }

  /** A weight by the name that the engine's layer gives it. */
  Tensor weight(String name, long... shape) {
    return leaf(prefix + name, numbers.normal(0.5, shape));
  }

  TensorOptional optional(String name, long... shape) {
    return new TensorOptional(weight(name, shape));
  }

  /** A row of vectors for each token; that of padding is zero. */
  Tensor table(int rows, int width) {
    Tensor vectors = numbers.normal(0.5, rows, width);
    vectors.select(0, 0).zero_();
    return leaf(prefix + "table", vectors);
  }

  private Tensor leaf(String name, Tensor values) {
    if (leaves.put(name, values) != null) {
      throw new IllegalStateException("there are two tensors called " + name);
    }
    values.set_requires_grad(true);
    return values;
  }
}
