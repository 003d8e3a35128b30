package io.gradstream.network;

/**
 * What flows between two layers.
 *
 * @param width values in a row
 * @param wanted first column whose gradient someone wants; {@code width} when nobody does
 * @param values [batch, width], offset in the arena
 * @param deltas [batch, width - wanted], the loss's gradient with respect to the values
 */
record Signal(int width, int wanted, int values, int deltas) {

  static Signal reserve(Layout layout, int batch, int width, int wanted) {
    return new Signal(
        width,
        wanted,
        layout.workspace((long) batch * width),
        layout.workspace((long) batch * (width - wanted)));
  }

  int deltaWidth() {
    return width - wanted;
  }
}
