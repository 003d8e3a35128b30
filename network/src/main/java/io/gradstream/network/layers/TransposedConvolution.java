package io.gradstream.network.layers;

import io.gradstream.network.kernels.Kernels;
import io.gradstream.network.kernels.Taps;
import io.gradstream.network.memory.Signal;
import io.gradstream.network.products.ProductKernels;
import io.gradstream.network.spec.Activation;
import io.gradstream.network.spec.ConvolutionSpec.Extent;
import io.gradstream.network.spec.ConvolutionSpec.TransposedConvolution2d;
import io.gradstream.network.spec.ConvolutionSpec.Window;
import io.gradstream.network.spec.Shape;

/**
 * Every pixel x[p] of the input adds x[p] W[k] to the output at its window's place p and offset k,
 * on top of a bias: the gradient of a convolution, Dumoulin and Visin 2016. One product for each k.
 */
final class TransposedConvolution implements Layer {

  private final Signal input; // [batch, height, width, in]
  private final Signal output; // [batch, height, width, filters]
  private final int in;
  private final int filters;
  private final Window window;
  private final Canvas summed; // the output
  private final Canvas shown; // its deltas
  private final Taps pixel; // under the window at one offset
  private final int products; // [pixels of the input, filters]
  private final Activation kind;
  private final Activations activations;
  private final int weight; // [kernel height, kernel width, in, filters]
  private final int bias; // [filters]

  TransposedConvolution(TransposedConvolution2d spec, String name, Signal input, Site site) {
    this.input = input;
    window = spec.window();
    in = input.shape().last();
    filters = spec.filters();
    Extent kernel = window.kernel();
    weight = site.layout().tensor(name + ".weight", kernel.height(), kernel.width(), in, filters);
    bias = site.layout().tensor(name + ".bias", filters);
    Shape result = spec.output(input.shape());
    summed = new Canvas(result, window.padding(), site.layout());
    shown = new Canvas(result, window.padding(), site.layout());
    pixel = new Taps(1, 1, 0, 0, filters, window.stride().width() * filters);
    long size = (long) input.shape().positions() * filters;
    products = site.layout().workspace(size + Kernels.LANES);
    site.layout().scratch(ProductKernels.scratch(input.shape().positions(), in, filters));
    output = site.signal(result, Signal.NONE);
    kind = spec.activation();
    activations = new Activations(kind, output, site);
  }

  @Override
  public Signal output() {
    return output;
  }

  @Override
  public void forward(Compute compute, int rows) {
    for (int row = 0; row < rows; row++) {
      summed.fill(compute.rows(), compute.weights() + bias);
      for (int k = 0; k < offsets(); k++) {
        multiply(compute, input.values() + row * input.width(), k);
      }
      int z = activations.sums() + row * output.width();
      summed.crop(compute.rows(), output.shape().height(), z);
    }
    activations.forward(compute, 0, rows * output.shape().positions());
  }

  /** The products of one image, at one offset under the window. */
  private void multiply(Compute compute, int x, int k) {
    int pixels = input.shape().positions();
    compute.products().product(pixels, in, filters, x, compute.weights() + weight(k), products);
    int width = input.shape().width();
    for (int line = 0; line < input.shape().height(); line++) {
      int from = products + line * width * filters;
      compute.convolutions().scatter(pixel, width, from, target(summed, line, k));
    }
  }

  @Override
  public void backward(Compute compute, int rows) {
    activations.backward(compute, rows);
    int positions = rows * output.shape().positions();
    int g = compute.gradients();
    compute.rows().columnSums(positions, filters, output.deltas(), g + bias);
    compute.rows().fill(offsets() * in * filters, 0f, g + weight);
    if (input.wantsDeltas()) {
      compute.rows().fill(rows * input.width(), 0f, input.deltas());
    }
    for (int row = 0; row < rows; row++) {
      int delta = output.deltas() + row * output.width();
      shown.show(compute.rows(), output.shape().height(), delta);
      for (int k = 0; k < offsets(); k++) {
        gradients(compute, row * input.width(), k);
      }
    }
  }

  /** dW[k] += x' d; dx += d W[k]'; d is the delta under the window at offset k. */
  private void gradients(Compute compute, int x, int k) {
    int width = input.shape().width();
    for (int line = 0; line < input.shape().height(); line++) {
      int to = products + line * width * filters;
      compute.convolutions().gather(pixel, width, target(shown, line, k), filters, to);
    }
    int pixels = input.shape().positions();
    int g = compute.gradients() + weight(k);
    compute.products().addOuter(pixels, in, filters, input.values() + x, products, g);
    if (input.wantsDeltas()) {
      int w = compute.weights() + weight(k);
      compute.products().addTransposed(pixels, in, filters, products, w, input.deltas() + x);
    }
  }

  private int offsets() {
    return window.kernel().height() * window.kernel().width();
  }

  private int weight(int k) {
    return weight + k * in * filters;
  }

  /** Where the first pixel of a line meets the output at offset k. */
  private int target(Canvas canvas, int line, int k) {
    int row = k / window.kernel().width();
    int column = k % window.kernel().width();
    int top = line * window.stride().height() + row * window.dilation().height();
    return canvas.line(top) + column * window.dilation().width() * filters;
  }

  /** A pixel of the output is the sum of about kernel / stride products in each direction. */
  @Override
  public void initialize(Compute compute, RandomWeights random) {
    Extent stride = window.stride();
    double terms = Math.max(1, (double) offsets() / (stride.height() * stride.width()));
    for (int k = 0; k < offsets(); k++) {
      random.matrix(compute, weight(k), in, filters, kind, (float) Math.sqrt(1 / terms));
    }
  }

  @Override
  public long flops() {
    return 2L * input.width() * offsets() * filters + output.width();
  }
}
