package io.gradstream.network.layers;

import io.gradstream.network.spec.Activation;
import io.gradstream.network.spec.ConvolutionSpec;
import io.gradstream.network.spec.ConvolutionSpec.Convolution1d;
import io.gradstream.network.spec.ConvolutionSpec.Convolution2d;
import io.gradstream.network.spec.ConvolutionSpec.Extent;
import io.gradstream.network.spec.ConvolutionSpec.GlobalPooling;
import io.gradstream.network.spec.ConvolutionSpec.Pooling;
import io.gradstream.network.spec.ConvolutionSpec.Pooling1d;
import io.gradstream.network.spec.ConvolutionSpec.Pooling2d;
import io.gradstream.network.spec.ConvolutionSpec.TransposedConvolution2d;
import io.gradstream.network.spec.ConvolutionSpec.Upsample2d;
import io.gradstream.network.spec.ConvolutionSpec.Window;
import io.gradstream.network.spec.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * The layers of {@link ConvolutionSpec}, written the obvious way in double precision: a value at a
 * time.
 */
public final class ReferenceConvolution {

  private final ConvolutionSpec spec;
  private final int height; // of the input
  private final int width;
  private final int channels;
  private final Shape result;

  public ReferenceConvolution(ConvolutionSpec spec, Shape input) {
    this.spec = spec;
    height = input.isImage() ? input.height() : input.positions();
    width = input.isImage() ? input.width() : 1;
    channels = input.last();
    result = spec.output(input);
  }

  /**
   * @param valid lines of the image that are no padding
   */
  public double[][] apply(double[] weights, double[][] x, int valid) {
    if (spec instanceof Convolution2d s) {
      return convolution(weights, x, valid, s.window(), s.activation());
    }
    if (spec instanceof Convolution1d s) {
      return convolution(weights, x, valid, s.window(), s.activation());
    }
    if (spec instanceof TransposedConvolution2d s) {
      return transposed(weights, x, s.window(), s.activation());
    }
    if (spec instanceof Pooling2d s) {
      return pool(s.pooling(), x, valid, s.window());
    }
    if (spec instanceof Pooling1d s) {
      return pool(s.pooling(), x, valid, s.window());
    }
    if (spec instanceof GlobalPooling s) {
      Extent all = new Extent(height, width);
      Window window = new Window(all, Extent.square(1), new Extent(0, 0), Extent.square(1));
      return pool(s.pooling(), x, valid, window);
    }
    return upsampled(x, ((Upsample2d) spec).factor());
  }

  private double[][] convolution(
      double[] weights, double[][] x, int valid, Window window, Activation activation) {
    int filters = result.last();
    int bias = weights.length - filters;
    double[][] y = new double[result.positions()][filters];
    for (int place = 0; place < y.length; place++) {
      for (int f = 0; f < filters; f++) {
        double sum = weights[bias + f];
        for (int tap = 0; tap < taps(window); tap++) {
          int pixel = pixel(window, place, placesWide(), tap, valid);
          for (int c = 0; c < channels && pixel >= 0; c++) {
            sum += x[pixel][c] * weights[(tap * channels + c) * filters + f];
          }
        }
        y[place][f] = activate(activation, sum);
      }
    }
    return y;
  }

  private double[][] transposed(
      double[] weights, double[][] x, Window window, Activation activation) {
    int filters = result.last();
    int bias = weights.length - filters;
    double[][] y = new double[result.positions()][filters];
    for (int pixel = 0; pixel < y.length; pixel++) {
      for (int f = 0; f < filters; f++) {
        y[pixel][f] = weights[bias + f];
      }
    }
    for (int place = 0; place < x.length; place++) {
      for (int tap = 0; tap < taps(window); tap++) {
        int pixel = onImage(window, place, width, tap, result.height(), result.width());
        for (int c = 0; c < channels && pixel >= 0; c++) {
          for (int f = 0; f < filters; f++) {
            y[pixel][f] += x[place][c] * weights[(tap * channels + c) * filters + f];
          }
        }
      }
    }
    for (double[] pixel : y) {
      for (int f = 0; f < filters; f++) {
        pixel[f] = activate(activation, pixel[f]);
      }
    }
    return y;
  }

  private double[][] pool(Pooling pooling, double[][] x, int valid, Window window) {
    double[][] y = new double[result.positions()][channels];
    for (int place = 0; place < y.length; place++) {
      for (int c = 0; c < channels; c++) {
        List<Double> values = new ArrayList<>();
        for (int tap = 0; tap < taps(window); tap++) {
          int pixel = pixel(window, place, placesWide(), tap, valid);
          if (pixel >= 0) {
            values.add(x[pixel][c]);
          }
        }
        y[place][c] =
            pooling == Pooling.MAX
                ? values.stream().mapToDouble(v -> v).max().orElse(0)
                : values.stream().mapToDouble(v -> v).average().orElse(0);
      }
    }
    return y;
  }

  private double[][] upsampled(double[][] x, Extent factor) {
    double[][] y = new double[result.positions()][];
    for (int pixel = 0; pixel < y.length; pixel++) {
      int line = pixel / result.width() / factor.height();
      int column = pixel % result.width() / factor.width();
      y[pixel] = x[line * width + column].clone();
    }
    return y;
  }

  private int placesWide() {
    return result.isImage() ? result.width() : 1;
  }

  private static int taps(Window window) {
    return window.kernel().height() * window.kernel().width();
  }

  private int pixel(Window window, int place, int placesWide, int tap, int valid) {
    return onImage(window, place, placesWide, tap, valid, width);
  }

  /** Index of the pixel under a tap of the window, -1 where that is not on the image. */
  private static int onImage(
      Window window, int place, int placesWide, int tap, int height, int width) {
    int row = tap / window.kernel().width();
    int column = tap % window.kernel().width();
    int i =
        place / placesWide * window.stride().height()
            + row * window.dilation().height()
            - window.padding().height();
    int j =
        place % placesWide * window.stride().width()
            + column * window.dilation().width()
            - window.padding().width();
    return i >= 0 && i < height && j >= 0 && j < width ? i * width + j : -1;
  }

  private static double activate(Activation activation, double z) {
    return switch (activation) {
      case LINEAR -> z;
      case RELU -> Math.max(z, 0);
      case TANH -> Math.tanh(z);
      case SILU -> z / (1 + Math.exp(-z));
      default -> throw new AssertionError(activation);
    };
  }
}
