package io.gradstream.network.layers;

import io.gradstream.network.kernels.ConvolutionKernels;
import io.gradstream.network.kernels.Taps;
import io.gradstream.network.memory.Signal;
import io.gradstream.network.spec.ConvolutionSpec.Extent;
import io.gradstream.network.spec.ConvolutionSpec.GlobalPooling;
import io.gradstream.network.spec.ConvolutionSpec.Pooling;
import io.gradstream.network.spec.ConvolutionSpec.Pooling1d;
import io.gradstream.network.spec.ConvolutionSpec.Pooling2d;
import io.gradstream.network.spec.ConvolutionSpec.Window;
import io.gradstream.network.spec.Shape;

/**
 * The largest or the mean value under a window in each of its places. Only values of the image
 * count, not its padding and not that of a sequence; where there are none the result is 0.
 */
final class PoolingLayer implements Layer {

  private final Pooling pooling;
  private final Window window;
  private final Shape image; // of a row of the input
  private final Extent places;
  private final Taps taps;
  private final Signal input; // [batch, height, width, channels]
  private final Signal output; // [batch, places, channels]
  private final ValidSteps steps;
  private final int firstInside; // columns of places where the window is on the image
  private final int afterInside;

  private PoolingLayer(
      Pooling pooling, Window window, Signal input, Shape image, Shape result, Site site) {
    this.pooling = pooling;
    this.window = window;
    this.input = input;
    this.image = image;
    places = window.over("a pool", image);
    taps = Taps.pixels(window, image.width(), image.last());
    steps = new ValidSteps(input, image, window, site);
    output = site.signal(result, result.isSequence() ? steps.lengths() : Signal.NONE);
    int stride = window.stride().width();
    int span = window.dilation().width() * (window.kernel().width() - 1) + 1;
    int room = image.width() + window.padding().width() - span;
    firstInside = Math.min(places.width(), roundedUp(window.padding().width(), stride));
    afterInside = room < 0 ? firstInside : Math.max(firstInside, room / stride + 1);
  }

  static PoolingLayer of(Pooling2d spec, Signal input, Site site) {
    Shape result = spec.output(input.shape());
    return new PoolingLayer(spec.pooling(), spec.window(), input, input.shape(), result, site);
  }

  static PoolingLayer of(Pooling1d spec, Signal input, Site site) {
    Shape result = spec.output(input.shape());
    return new PoolingLayer(
        spec.pooling(), spec.window(), input, image(input.shape()), result, site);
  }

  /** A window as large as the image. */
  static PoolingLayer of(GlobalPooling spec, Signal input, Site site) {
    Shape image = image(input.shape());
    Extent all = new Extent(image.height(), image.width());
    Window window = new Window(all, Extent.square(1), new Extent(0, 0), Extent.square(1));
    Shape result = spec.output(input.shape());
    return new PoolingLayer(spec.pooling(), window, input, image, result, site);
  }

  private static Shape image(Shape shape) {
    return shape.isImage() ? shape : Shape.of(shape.positions(), 1, shape.last());
  }

  @Override
  public Signal output() {
    return output;
  }

  @Override
  public void forward(Compute compute, int rows) {
    steps.forward(compute, rows);
    pool(compute, rows, false);
  }

  @Override
  public void backward(Compute compute, int rows) {
    if (input.wantsDeltas()) {
      compute.rows().fill(rows * input.width(), 0f, input.deltas());
      pool(compute, rows, true);
    }
  }

  private void pool(Compute compute, int rows, boolean back) {
    for (int row = 0; row < rows; row++) {
      int valid = steps.of(compute, row);
      for (int line = 0; line < places.height(); line++) {
        line(compute, row, line, valid, back);
      }
    }
  }

  /** Columns left of the image's edge, on the image, right of it. */
  private void line(Compute compute, int row, int line, int valid, boolean back) {
    for (int column = 0; column < firstInside; column++) {
      span(compute, row, line, column, 1, valid, back);
    }
    span(compute, row, line, firstInside, afterInside - firstInside, valid, back);
    for (int column = afterInside; column < places.width(); column++) {
      span(compute, row, line, column, 1, valid, back);
    }
  }

  /** Places of one line whose windows have the same values on the image. */
  private void span(
      Compute compute, int row, int line, int column, int count, int valid, boolean back) {
    Extent dilation = window.dilation();
    int top = line * window.stride().height() - window.padding().height();
    int left = column * window.stride().width() - window.padding().width();
    int above = roundedUp(-top, dilation.height());
    int before = roundedUp(-left, dilation.width());
    int rows = Math.min(taps.rows(), roundedUp(valid - top, dilation.height())) - above;
    int columns =
        Math.min(taps.columns(), roundedUp(image.width() - left, dilation.width())) - before;
    int firstLine = top + above * dilation.height();
    int firstColumn = left + before * dilation.width();
    int x = row * input.width() + (firstLine * image.width() + firstColumn) * image.last();
    int y = row * output.width() + (line * places.width() + column) * image.last();
    apply(compute, count, Math.max(rows, 0), Math.max(columns, 0), x, y, back);
  }

  /** At the offsets x and y of input and output. */
  private void apply(
      Compute compute, int count, int rows, int columns, int x, int y, boolean back) {
    ConvolutionKernels kernels = compute.convolutions();
    int from = input.values() + x;
    int to = output.values() + y;
    if (rows * columns == 0) {
      if (!back) {
        compute.rows().fill(count * image.last(), 0f, to);
      }
    } else if (pooling == Pooling.MAX) {
      if (back) {
        int d = output.deltas() + y;
        kernels.maximaGradient(taps, count, rows, columns, from, to, d, input.deltas() + x);
      } else {
        kernels.maxima(taps, count, rows, columns, from, to);
      }
    } else {
      float share = 1f / (rows * columns);
      if (back) {
        kernels.spread(taps, count, rows, columns, share, output.deltas() + y, input.deltas() + x);
      } else {
        kernels.sums(taps, count, rows, columns, share, from, to);
      }
    }
  }

  /** n / by, rounded up, at least 0. */
  private static int roundedUp(int n, int by) {
    return Math.max(0, (n + by - 1) / by);
  }

  @Override
  public void initialize(Compute compute, RandomWeights random) {}

  @Override
  public boolean keepsUnits() {
    return true;
  }

  @Override
  public long flops() {
    return (long) output.width() * taps.rows() * taps.columns();
  }
}
