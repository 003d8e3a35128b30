package io.gradstream.network.layers;

import io.gradstream.network.memory.Signal;
import io.gradstream.network.spec.ConvolutionSpec.Window;
import io.gradstream.network.spec.Shape;

/**
 * How many steps of each sequence are no padding, before and after a window. What is no sequence,
 * or has no padding, is valid throughout.
 */
final class ValidSteps {

  private final int before; // [batch], or Signal.NONE
  private final int after; // [batch], or Signal.NONE
  private final int steps;
  private final Window window;

  /**
   * @param image of a row: a sequence is an image one pixel wide
   */
  ValidSteps(Signal input, Shape image, Window window, Site site) {
    this.window = window;
    before = input.lengths();
    steps = image.height();
    after = before == Signal.NONE ? Signal.NONE : site.layout().workspace(site.batch());
  }

  /** Lengths of the output: as many as a sequence of that length has by itself, at least one. */
  int lengths() {
    return after;
  }

  void forward(Compute compute, int rows) {
    for (int row = 0; row < rows && after != Signal.NONE; row++) {
      int padding = window.padding().height();
      int span = window.dilation().height() * (window.kernel().height() - 1) + 1;
      int room = of(compute, row) + 2 * padding - span;
      int length = Math.max(0, room) / window.stride().height() + 1;
      compute.memory()[after + row] = length;
    }
  }

  /** Steps of a row of the input. */
  int of(Compute compute, int row) {
    return before == Signal.NONE ? steps : (int) compute.memory()[before + row];
  }
}
