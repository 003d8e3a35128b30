package io.gradstream.network;

import io.gradstream.network.LayerSpec.DenseSpec;

/**
 * A layer: offsets into the arena and a formula, forward above backward, one file each. It reads
 * one {@link Signal}, writes another, and owns tensors of the weight vector.
 */
interface Layer {

  Signal output();

  /** Computes the first {@code rows} rows of the output's values. */
  void forward(Compute compute, int rows);

  /**
   * From the output's deltas, which it may overwrite, computes the gradients of its tensors and the
   * wanted part of its input's deltas.
   */
  void backward(Compute compute, int rows);

  /** Fills its tensors for a new model. */
  void initialize(Compute compute, RandomWeights random);

  /**
   * The one place that knows every kind of layer.
   *
   * @param number of the layer, from 1: part of its tensors' names
   */
  static Layer of(LayerSpec spec, int number, Signal input, int batch, Layout layout) {
    if (spec instanceof DenseSpec dense) {
      return Dense.hidden(dense, "dense" + number, input, batch, layout);
    }
    throw new AssertionError("no layer for " + spec);
  }
}
