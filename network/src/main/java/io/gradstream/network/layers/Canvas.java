package io.gradstream.network.layers;

import io.gradstream.network.kernels.Kernels;
import io.gradstream.network.kernels.RowKernels;
import io.gradstream.network.memory.Layout;
import io.gradstream.network.spec.ConvolutionSpec.Extent;
import io.gradstream.network.spec.Shape;

/** One image with zeros around it, so that a window never has to ask where it is. */
final class Canvas {

  private final Shape image; // [height, width, channels]
  private final Extent padding;
  private final int width; // pixels, with the padding
  private final int height;
  private final int start; // [height, width, channels]

  Canvas(Shape image, Extent padding, Layout layout) {
    this.image = image;
    this.padding = padding;
    height = image.height() + 2 * padding.height();
    width = image.width() + 2 * padding.width();
    // a vector that starts at the last float may be read
    start = layout.workspace((long) height * width * image.last() + Kernels.LANES);
  }

  /** Offset of a line, the padding's included. */
  int line(int line) {
    return start + line * width * image.last();
  }

  int width() {
    return width;
  }

  /** Shows the first {@code lines} lines of an image, and zeros below. */
  void show(RowKernels kernels, int lines, int x) {
    copy(kernels, lines, x, true);
    int below = padding.height() + lines;
    kernels.fill((padding.height() + image.height() - lines) * lineSize(), 0f, line(below));
  }

  void clear(RowKernels kernels) {
    kernels.fill(height * lineSize(), 0f, start);
  }

  /** Every pixel becomes this one: [channels]. */
  void fill(RowKernels kernels, int pixel) {
    kernels.fillRows(height * width, image.last(), pixel, start);
  }

  /** Takes the first {@code lines} lines of the image, without the padding; zeros below. */
  void crop(RowKernels kernels, int lines, int x) {
    copy(kernels, lines, x, false);
    int n = image.width() * image.last();
    kernels.fill((image.height() - lines) * n, 0f, x + lines * n);
  }

  private void copy(RowKernels kernels, int lines, int x, boolean here) {
    int n = image.width() * image.last();
    if (padding.width() == 0) {
      move(kernels, lines * n, x, line(padding.height()), here);
      return;
    }
    for (int line = 0; line < lines; line++) {
      int inside = line(padding.height() + line) + padding.width() * image.last();
      move(kernels, n, x + line * n, inside, here);
    }
  }

  private static void move(RowKernels kernels, int n, int x, int inside, boolean here) {
    kernels.copy(n, here ? x : inside, here ? inside : x);
  }

  private int lineSize() {
    return width * image.last();
  }
}
