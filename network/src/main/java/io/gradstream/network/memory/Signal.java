package io.gradstream.network.memory;

import io.gradstream.network.spec.Shape;

/**
 * What flows between two layers.
 *
 * @param shape of a row
 * @param values [batch, shape], offset in the arena
 * @param deltas [batch, shape], the loss's gradient with respect to the values; {@link #NONE} when
 *     nobody wants it
 * @param lengths [batch], how many steps of a row's sequence are no padding, from its start; {@link
 *     #NONE} when all are
 */
public record Signal(Shape shape, int values, int deltas, int lengths) {

  public static final int NONE = -1;

  /** A signal whose deltas are wanted. */
  public static Signal reserve(Layout layout, int batch, Shape shape, int lengths) {
    return new Signal(shape, layout.signal(batch, shape), layout.signal(batch, shape), lengths);
  }

  /** A signal of values alone. */
  public static Signal constant(Layout layout, int batch, Shape shape) {
    return new Signal(shape, layout.signal(batch, shape), NONE, NONE);
  }

  /** The same values with deltas of their own, for one of several readers. */
  public Signal branch(Layout layout, int batch) {
    int own = wantsDeltas() ? layout.signal(batch, shape) : NONE;
    return new Signal(shape, values, own, lengths);
  }

  /**
   * Other values of the same shape with these deltas, for a layer that changes deltas in place on
   * the way back.
   */
  public Signal sharingDeltas(Layout layout, int batch) {
    return new Signal(shape, layout.signal(batch, shape), deltas, lengths);
  }

  /** The same values and deltas seen in another shape of the same size. */
  Signal as(Shape other) {
    return new Signal(other, values, deltas, other.isSequence() ? lengths : NONE);
  }

  /** Values in a row. */
  public int width() {
    return shape.size();
  }

  public boolean wantsDeltas() {
    return deltas != NONE;
  }
}
