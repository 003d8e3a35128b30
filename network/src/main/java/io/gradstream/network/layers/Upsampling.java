package io.gradstream.network.layers;

import io.gradstream.network.kernels.Taps;
import io.gradstream.network.memory.Signal;
import io.gradstream.network.spec.ConvolutionSpec.Extent;
import io.gradstream.network.spec.ConvolutionSpec.Upsample2d;
import io.gradstream.network.spec.ConvolutionSpec.Window;
import io.gradstream.network.spec.Shape;

/** Repeats each pixel: what its gradient is to a sum over windows that do not overlap. */
final class Upsampling implements Layer {

  private final Signal input; // [batch, height, width, channels]
  private final Signal output; // [batch, height * factor, width * factor, channels]
  private final Taps taps; // of a pixel of the input on the output
  private final int factor; // of the height

  Upsampling(Upsample2d spec, Signal input, Site site) {
    this.input = input;
    output = site.signal(spec.output(input.shape()), Signal.NONE);
    factor = spec.factor().height();
    Extent none = new Extent(0, 0);
    Window window = new Window(spec.factor(), spec.factor(), none, Extent.square(1));
    taps = Taps.pixels(window, output.shape().width(), output.shape().last());
  }

  @Override
  public Signal output() {
    return output;
  }

  @Override
  public void forward(Compute compute, int rows) {
    compute.rows().fill(rows * output.width(), 0f, output.values());
    for (int line = 0; line < rows * input.shape().height(); line++) {
      int x = input.values() + line * lineSize(input.shape());
      int y = output.values() + line * factor * lineSize(output.shape());
      int count = input.shape().width();
      compute.convolutions().spread(taps, count, taps.rows(), taps.columns(), 1f, x, y);
    }
  }

  @Override
  public void backward(Compute compute, int rows) {
    if (!input.wantsDeltas()) {
      return;
    }
    for (int line = 0; line < rows * input.shape().height(); line++) {
      int d = output.deltas() + line * factor * lineSize(output.shape());
      int dx = input.deltas() + line * lineSize(input.shape());
      int count = input.shape().width();
      compute.convolutions().sums(taps, count, taps.rows(), taps.columns(), 1f, d, dx);
    }
  }

  private static int lineSize(Shape image) {
    return image.width() * image.last();
  }

  @Override
  public void initialize(Compute compute, RandomWeights random) {}

  @Override
  public boolean keepsUnits() {
    return true;
  }

  @Override
  public long flops() {
    return output.width();
  }
}
