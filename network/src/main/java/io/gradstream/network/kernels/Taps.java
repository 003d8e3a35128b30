package io.gradstream.network.kernels;

import io.gradstream.network.spec.ConvolutionSpec.Extent;
import io.gradstream.network.spec.ConvolutionSpec.Window;

/**
 * What lies under a window: {@code rows} times {@code columns} runs of adjacent floats. All in
 * floats but the first two.
 *
 * @param rowStride from a run to the one in the next row of the window
 * @param columnStride from a run to the next in its row
 * @param run length of a run
 * @param step from the window's place to the next in the same line
 */
public record Taps(int rows, int columns, int rowStride, int columnStride, int run, int step) {

  /** A pixel a run. */
  public static Taps pixels(Window window, int imageWidth, int channels) {
    Extent kernel = window.kernel();
    return new Taps(
        kernel.height(),
        kernel.width(),
        window.dilation().height() * imageWidth * channels,
        window.dilation().width() * channels,
        channels,
        window.stride().width() * channels);
  }

  /** Runs as long as can be: the pixels of a window without dilation lie side by side. */
  public static Taps runs(Window window, int imageWidth, int channels) {
    Taps pixels = pixels(window, imageWidth, channels);
    if (window.dilation().width() > 1) {
      return pixels;
    }
    int run = pixels.columns * channels;
    return new Taps(pixels.rows, 1, pixels.rowStride, run, run, pixels.step);
  }

  /** Floats under the window. */
  public int size() {
    return rows * columns * run;
  }

  /** Floats after a run that are copied too when it is copied in whole vectors. */
  public int excess() {
    return Math.floorMod(-run, Kernels.LANES);
  }

  /** Offset of a run under the window's place p, which starts at x. */
  int at(int x, int p, int row, int column) {
    return x + p * step + row * rowStride + column * columnStride;
  }
}
