package io.gradstream.network.spec;

import java.util.Objects;

/** Layers with a window that slides over a sequence or an image, and what goes with them. */
public sealed interface ConvolutionSpec extends LayerSpec {

  /** Height and width of something. */
  record Extent(int height, int width) {
    public static Extent square(int side) {
      return new Extent(side, side);
    }
  }

  /**
   * How a window slides: output = floor((input + 2 padding - dilation (kernel - 1) - 1) / stride) +
   * 1, in each direction.
   */
  record Window(Extent kernel, Extent stride, Extent padding, Extent dilation) {
    public Window {
      positive("kernel", kernel);
      positive("stride", stride);
      Arguments.check(
          padding.height() >= 0 && padding.width() >= 0, "padding", "at least 0", padding);
      positive("dilation", dilation);
    }

    private static void positive(String name, Extent extent) {
      Arguments.check(extent.height() > 0 && extent.width() > 0, name, "at least 1", extent);
    }

    /** Output's height and width. */
    public Extent over(String layer, Shape image) {
      return new Extent(
          along(
              layer,
              image,
              image.height(),
              kernel.height(),
              stride.height(),
              padding.height(),
              dilation.height()),
          along(
              layer,
              image,
              image.width(),
              kernel.width(),
              stride.width(),
              padding.width(),
              dilation.width()));
    }

    private static int along(
        String layer, Shape shape, int in, int kernel, int stride, int padding, int dilation) {
      long span = (long) dilation * (kernel - 1) + 1;
      long room = in + 2L * padding - span;
      if (room < 0) {
        throw new IllegalArgumentException(
            layer
                + " expects at least "
                + span
                + " values under its window; its input is "
                + shape
                + " with padding "
                + padding);
      }
      return (int) (room / stride + 1);
    }
  }

  /** Cross-correlation of an image with {@code filters} windows, a bias and an activation. */
  record Convolution2d(int filters, Window window, Activation activation)
      implements ConvolutionSpec {
    public Convolution2d {
      Arguments.positive("filters of conv2d", filters);
      Objects.requireNonNull(window, "window");
      Objects.requireNonNull(activation, "activation");
    }

    @Override
    public Shape output(Shape input) {
      Extent extent = window.over("conv2d", input.image("conv2d"));
      return Shape.of(extent.height(), extent.width(), filters);
    }
  }

  /** A convolution over the steps of a sequence: {@link Convolution2d} with a window of width 1. */
  record Convolution1d(
      int filters, int kernel, int stride, int padding, int dilation, Activation activation)
      implements ConvolutionSpec {
    public Convolution1d {
      Arguments.positive("filters of conv1d", filters);
      window(kernel, stride, padding, dilation);
      Objects.requireNonNull(activation, "activation");
    }

    /** The same as a window over an image one pixel wide. */
    public Window window() {
      return window(kernel, stride, padding, dilation);
    }

    private static Window window(int kernel, int stride, int padding, int dilation) {
      return new Window(
          new Extent(kernel, 1),
          new Extent(stride, 1),
          new Extent(padding, 0),
          new Extent(dilation, 1));
    }

    @Override
    public Shape output(Shape input) {
      Shape sequence = input.sequence("conv1d");
      Shape image = Shape.of(sequence.steps(), 1, sequence.last());
      return Shape.of(window().over("conv1d", image).height(), filters);
    }
  }

  /**
   * The transpose of a convolution: output = (input - 1) stride - 2 padding + dilation (kernel - 1)
   * + outputPadding + 1. Dumoulin and Visin 2016.
   *
   * @param outputPadding rows and columns added at the end, below stride or dilation
   */
  record TransposedConvolution2d(
      int filters, Window window, Extent outputPadding, Activation activation)
      implements ConvolutionSpec {
    public TransposedConvolution2d {
      Arguments.positive("filters of transposedConv2d", filters);
      Objects.requireNonNull(window, "window");
      Objects.requireNonNull(outputPadding, "outputPadding");
      Objects.requireNonNull(activation, "activation");
    }

    @Override
    public Shape output(Shape input) {
      input.image("transposedConv2d");
      Extent k = window.kernel();
      Extent s = window.stride();
      Extent p = window.padding();
      Extent d = window.dilation();
      return Shape.of(
          along(
              input,
              input.height(),
              k.height(),
              s.height(),
              p.height(),
              d.height(),
              outputPadding.height()),
          along(
              input,
              input.width(),
              k.width(),
              s.width(),
              p.width(),
              d.width(),
              outputPadding.width()),
          filters);
    }

    private static int along(
        Shape shape, int in, int kernel, int stride, int padding, int dilation, int more) {
      long out = (in - 1L) * stride - 2L * padding + (long) dilation * (kernel - 1) + more + 1;
      if (out < 1 || out > Integer.MAX_VALUE || more < 0 || more >= Math.max(stride, dilation)) {
        throw new IllegalArgumentException(
            "transposedConv2d expects a padding that leaves an output, and an outputPadding below"
                + " stride or dilation; its input is "
                + shape);
      }
      return (int) out;
    }
  }

  /** Written by name: never rename one. */
  enum Pooling {
    MAX,
    /** The mean of the values under the window; padding is not counted. */
    AVERAGE
  }

  /** The largest or the mean value under a window, each channel for itself. */
  record Pooling2d(Pooling pooling, Window window) implements ConvolutionSpec {
    public Pooling2d {
      Objects.requireNonNull(pooling, "pooling");
      Objects.requireNonNull(window, "window");
    }

    @Override
    public Shape output(Shape input) {
      Extent extent = window.over("a 2-D pool", input.image("a 2-D pool"));
      return Shape.of(extent.height(), extent.width(), input.last());
    }
  }

  /** The largest or the mean value under a window over the steps of a sequence. */
  record Pooling1d(Pooling pooling, int kernel, int stride, int padding)
      implements ConvolutionSpec {
    public Pooling1d {
      Objects.requireNonNull(pooling, "pooling");
      window(kernel, stride, padding);
    }

    /** The same as a window over an image one pixel wide. */
    public Window window() {
      return window(kernel, stride, padding);
    }

    private static Window window(int kernel, int stride, int padding) {
      return new Window(
          new Extent(kernel, 1), new Extent(stride, 1), new Extent(padding, 0), Extent.square(1));
    }

    @Override
    public Shape output(Shape input) {
      Shape sequence = input.sequence("a 1-D pool");
      Shape image = Shape.of(sequence.steps(), 1, sequence.last());
      return Shape.of(window().over("a 1-D pool", image).height(), input.last());
    }
  }

  /**
   * The largest or the mean value of all positions that are no padding, each channel for itself.
   */
  record GlobalPooling(Pooling pooling) implements ConvolutionSpec {
    public GlobalPooling {
      Objects.requireNonNull(pooling, "pooling");
    }

    @Override
    public Shape output(Shape input) {
      return Shape.of(input.last());
    }
  }

  /** Repeats each pixel, {@code factor} times in each direction. */
  record Upsample2d(Extent factor) implements ConvolutionSpec {
    public Upsample2d {
      Arguments.check(
          factor.height() > 0 && factor.width() > 0, "factor of upsample2d", "at least 1", factor);
    }

    @Override
    public Shape output(Shape input) {
      input.image("upsample2d");
      return Shape.of(
          Math.multiplyExact(input.height(), factor.height()),
          Math.multiplyExact(input.width(), factor.width()),
          input.last());
    }
  }

  /** The same values in another shape of the same size. */
  record Reshape(Shape shape) implements ConvolutionSpec {
    public Reshape {
      Objects.requireNonNull(shape, "shape");
    }

    @Override
    public Shape output(Shape input) {
      if (input.size() != shape.size()) {
        throw new IllegalArgumentException(
            "reshape to " + shape + " expects " + shape.size() + " values; its input is " + input);
      }
      return shape;
    }
  }

  /** The same values as a vector. */
  record Flatten() implements ConvolutionSpec {
    @Override
    public Shape output(Shape input) {
      return Shape.of(input.size());
    }
  }
}
