package io.gradstream.network.layers;

import io.gradstream.network.kernels.Kernels;
import io.gradstream.network.kernels.Taps;
import io.gradstream.network.memory.Layout;
import io.gradstream.network.spec.ConvolutionSpec.Extent;
import io.gradstream.network.spec.ConvolutionSpec.Window;
import io.gradstream.network.spec.Shape;

/**
 * What a window sees in each of its places on an image, as the rows of a matrix: convolution
 * becomes a product (im2col, Chellapilla, Puri and Simard 2006). The matrix of a whole image can be
 * large, so it is made in bands of lines that stay in the cache. Bands depend on shapes alone, and
 * hold one image: its bits do not depend on the others in the batch. A patch ends with a 1, which
 * makes the bias a row of the weights.
 */
final class Patches {

  /** 128 KiB: beside the deltas it meets, it fits a second-level cache. */
  private static final int BAND = 32 * 1024;

  private final Extent places;
  private final Window window;
  private final boolean sequence; // one pixel wide: places follow one another down the lines
  private final Taps taps;
  private final int stride; // from a patch to the next
  private final int band; // lines
  private final Canvas shown;
  private final Canvas summed;
  private final int matrix; // [band, places.width, stride]

  /**
   * @param places of the window on the image
   */
  Patches(Shape image, Window window, Extent places, Layout layout) {
    this.window = window;
    this.places = places;
    shown = new Canvas(image, window.padding(), layout);
    summed = new Canvas(image, window.padding(), layout);
    sequence = shown.width() == 1;
    taps = Taps.runs(sequence ? turned(window) : window, shown.width(), image.last());
    stride = wholeVectors(taps.size() + Math.max(1, taps.excess()));
    band = Math.max(1, Math.min(places.height(), (int) (BAND / ((long) places.width() * stride))));
    matrix = layout.workspace((long) band * places.width() * stride + Kernels.LANES);
  }

  private static Window turned(Window window) {
    return new Window(
        turned(window.kernel()),
        turned(window.stride()),
        turned(window.padding()),
        turned(window.dilation()));
  }

  private static Extent turned(Extent extent) {
    return new Extent(extent.width(), extent.height());
  }

  private static int wholeVectors(int n) {
    return (n + Kernels.LANES - 1) / Kernels.LANES * Kernels.LANES;
  }

  /** Floats under the window. */
  int size() {
    return taps.size();
  }

  /** From a patch in the matrix to the next: patches are followed by a 1, and by room. */
  int stride() {
    return stride;
  }

  /** Lines of places. */
  int lines() {
    return places.height();
  }

  /** Lines from {@code line} on that are done at once. */
  int band(int line) {
    return Math.min(band, places.height() - line);
  }

  /** Where the matrix lies. */
  int matrix() {
    return matrix;
  }

  /** The image to gather from: its first {@code valid} lines; what is below counts as zeros. */
  void show(Compute compute, int valid, int image) {
    shown.show(compute.rows(), valid, image);
  }

  /** The matrix of a band: [lines places, stride]. */
  void gather(Compute compute, int line, int lines) {
    int n = inLine(lines);
    for (int l = 0; l < lines * places.width() / n; l++) {
      int to = matrix + l * n * stride;
      compute.convolutions().gather(taps, n, from(shown, line + l), stride, to);
    }
    compute.convolutions().ones(lines * places.width(), stride, matrix + taps.size());
  }

  /** Nothing is scattered yet. */
  void clear(Compute compute) {
    summed.clear(compute.rows());
  }

  /** Adds the matrix of a band, [lines places, size], to where its patches come from. */
  void scatter(Compute compute, int line, int lines) {
    int n = inLine(lines);
    for (int l = 0; l < lines * places.width() / n; l++) {
      int rows = matrix + l * n * taps.size();
      compute.convolutions().scatter(taps, n, rows, from(summed, line + l));
    }
  }

  /** Places of a band that follow one another. */
  private int inLine(int lines) {
    return sequence ? lines : places.width();
  }

  /** The sum of all that was scattered, in the image's first {@code valid} lines; zeros below. */
  void crop(Compute compute, int valid, int image) {
    summed.crop(compute.rows(), valid, image);
  }

  private int from(Canvas canvas, int line) {
    return canvas.line(line * window.stride().height());
  }
}
