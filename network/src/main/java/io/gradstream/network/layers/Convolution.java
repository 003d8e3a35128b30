package io.gradstream.network.layers;

import io.gradstream.network.memory.Signal;
import io.gradstream.network.products.ProductKernels;
import io.gradstream.network.spec.Activation;
import io.gradstream.network.spec.ConvolutionSpec.Convolution1d;
import io.gradstream.network.spec.ConvolutionSpec.Convolution2d;
import io.gradstream.network.spec.ConvolutionSpec.Extent;
import io.gradstream.network.spec.ConvolutionSpec.Window;
import io.gradstream.network.spec.Shape;
import java.util.Optional;

/**
 * y[p] = activation(patch[p] W + b) at every place p of the window: LeCun et al. 1989. A patch ends
 * with a 1, so b is the last row of W: the two are adjacent in the weight vector.
 */
final class Convolution implements Layer {

  private final String name;
  private final Signal input; // [batch, height, width, in]
  private final Signal output; // [batch, places, filters]
  private final int filters;
  private final Patches patches;
  private final ValidSteps steps;
  private final Activation kind;
  private final Activations activations;
  private final int weight; // [kernel height, kernel width, in, filters], then bias [filters]

  private Convolution(
      String name,
      Signal input,
      Shape image,
      Window window,
      Shape result,
      Activation kind,
      Site site) {
    this.name = name;
    this.input = input;
    filters = result.last();
    Extent kernel = window.kernel();
    weight =
        site.layout()
            .tensor(name + ".weight", kernel.height(), kernel.width(), image.last(), filters);
    site.layout().tensor(name + ".bias", filters);
    patches = new Patches(image, window, window.over("conv", image), site.layout());
    steps = new ValidSteps(input, image, window, site);
    output = site.signal(result, steps.lengths());
    this.kind = kind;
    activations = new Activations(kind, output, site);
    int size = kernel.height() * kernel.width() * image.last();
    site.layout().scratch(ProductKernels.scratch(result.positions(), size + 1, filters));
  }

  static Convolution of(Convolution2d spec, String name, Signal input, Site site) {
    Shape result = spec.output(input.shape());
    return new Convolution(
        name, input, input.shape(), spec.window(), result, spec.activation(), site);
  }

  static Convolution of(Convolution1d spec, String name, Signal input, Site site) {
    Shape result = spec.output(input.shape());
    Shape image = Shape.of(input.shape().steps(), 1, input.shape().last());
    return new Convolution(name, input, image, spec.window(), result, spec.activation(), site);
  }

  @Override
  public Signal output() {
    return output;
  }

  @Override
  public void forward(Compute compute, int rows) {
    steps.forward(compute, rows);
    for (int row = 0; row < rows; row++) {
      patches.show(compute, steps.of(compute, row), input.values() + row * input.width());
      for (int line = 0; line < patches.lines(); line += patches.band(line)) {
        patches.gather(compute, line, patches.band(line));
        multiply(compute, row, line);
      }
      int positions = output.shape().positions();
      activations.forward(compute, row * positions, positions);
    }
  }

  /** sums = patches W. */
  private void multiply(Compute compute, int row, int line) {
    int y = activations.sums() + row * output.width() + offset(line);
    int w = compute.weights() + weight;
    compute
        .products()
        .product(
            places(line), patches.size() + 1, filters, patches.matrix(), patches.stride(), w, y);
  }

  /** dW = patches' delta; dpatches = delta W', each added to where its values come from. */
  @Override
  public void backward(Compute compute, int rows) {
    activations.backward(compute, rows);
    compute.rows().fill((patches.size() + 1) * filters, 0f, compute.gradients() + weight);
    for (int row = 0; row < rows; row++) {
      backwardRow(compute, row);
    }
  }

  private void backwardRow(Compute compute, int row) {
    int valid = steps.of(compute, row);
    int delta = output.deltas() + row * output.width();
    patches.show(compute, valid, input.values() + row * input.width());
    if (input.wantsDeltas()) {
      patches.clear(compute);
    }
    for (int line = 0; line < patches.lines(); line += patches.band(line)) {
      patches.gather(compute, line, patches.band(line));
      gradients(compute, line, delta + offset(line));
    }
    if (input.wantsDeltas()) {
      patches.crop(compute, valid, input.deltas() + row * input.width());
    }
  }

  private void gradients(Compute compute, int line, int delta) {
    int n = places(line);
    int size = patches.size();
    int matrix = patches.matrix();
    int g = compute.gradients() + weight;
    compute.products().addOuter(n, size + 1, filters, matrix, patches.stride(), delta, g);
    if (input.wantsDeltas()) {
      int w = compute.weights() + weight;
      compute.products().transposed(n, size, filters, delta, w, matrix);
      patches.scatter(compute, line, patches.band(line));
    }
  }

  /** Places in the band from a line on. */
  private int places(int line) {
    return patches.band(line) * placesInLine();
  }

  private int offset(int line) {
    return line * placesInLine() * filters;
  }

  private int placesInLine() {
    return output.shape().positions() / patches.lines();
  }

  @Override
  public void initialize(Compute compute, RandomWeights random) {
    random.matrix(compute, weight, patches.size(), filters, kind);
  }

  /** A filter is a unit. */
  @Override
  public Optional<UnitMatrix> unitMatrix() {
    return kind == Activation.SOFTMAX
        ? Optional.empty()
        : Optional.of(
            new UnitMatrix(
                name,
                input,
                patches.size(),
                filters,
                weight,
                weight + patches.size() * filters,
                kind));
  }

  @Override
  public long flops() {
    return 2L * output.width() * patches.size();
  }
}
