package io.gradstream.network;

import io.gradstream.network.layers.ReferenceConvolution;
import io.gradstream.network.memory.TensorTable.Tensor;
import io.gradstream.network.spec.ConvolutionSpec;
import io.gradstream.network.spec.ConvolutionSpec.Convolution2d;
import io.gradstream.network.spec.ConvolutionSpec.Flatten;
import io.gradstream.network.spec.LayerSpec;
import io.gradstream.network.spec.LayerSpec.ActivationSpec;
import io.gradstream.network.spec.LayerSpec.DenseSpec;
import io.gradstream.network.spec.Shape;
import java.util.Arrays;

/** Utilities and means of the first layer's units, written the obvious way in double precision. */
final class ReferenceUnits {

  private final PlasticCase of;
  private final double decay;
  private final double[] utility;
  private final double[] mean; // of each value that is read, [span, units]
  private int age;

  ReferenceUnits(PlasticCase of, double decay) {
    this.of = of;
    this.decay = decay;
    utility = new double[of.units()];
    mean = new double[of.span() * of.units()];
  }

  /** One update: the weights that its forward pass saw, and those that it made. */
  void step(Network network, float[] before, float[] after, Examples examples) {
    double[] sums = new double[mean.length];
    double[] sizes = new double[mean.length];
    int n = 0;
    for (float[] row : examples.dense()) {
      for (double[] position : read(network, before, row)) {
        for (int i = 0; i < mean.length; i++) {
          sums[i] += position[i];
          sizes[i] += Math.abs(position[i]);
        }
        n++;
      }
    }
    age++;
    for (int i = 0; i < mean.length; i++) {
      mean[i] = decay * mean[i] + (1 - decay) * sums[i] / n;
    }
    Tensor outgoing = PlasticCase.tensor(network, of.reader() + ".weight");
    int columns = outgoing.shape().get(outgoing.shape().size() - 1);
    double[] contributions = new double[of.units()];
    for (int i = 0; i < outgoing.size(); i++) {
      int row = i / columns;
      double size = sizes[row % mean.length] / n;
      contributions[row % of.units()] += size * Math.abs(after[outgoing.offset() + i]);
    }
    for (int unit = 0; unit < of.units(); unit++) {
      utility[unit] = decay * utility[unit] + (1 - decay) * contributions[unit];
    }
  }

  double[] utilities() {
    return utility;
  }

  double[] means() {
    return mean;
  }

  int age() {
    return age;
  }

  int leastUseful() {
    int least = 0;
    for (int unit = 1; unit < utility.length; unit++) {
      least = utility[unit] < utility[least] ? unit : least;
    }
    return least;
  }

  /** What the reader finds: [positions, span * units]. */
  private double[][] read(Network network, float[] weights, float[] row) {
    Shape shape = network.spec().inputShape();
    double[][] x = new double[shape.positions()][shape.last()];
    for (int i = 0; i < row.length; i++) {
      x[i / shape.last()][i % shape.last()] = row[i];
    }
    for (int l = 0; l < of.layersBefore(); l++) {
      LayerSpec layer = network.spec().layers().get(l);
      x = apply(network, layer, weights, shape, x);
      shape = layer.output(shape);
    }
    return x;
  }

  private double[][] apply(
      Network network, LayerSpec layer, float[] weights, Shape shape, double[][] x) {
    if (layer instanceof DenseSpec) {
      return new double[][] {affine(network, weights, x[0])};
    }
    if (layer instanceof ActivationSpec) {
      return new double[][] {Arrays.stream(x[0]).map(v -> v < 0 ? 0.01 * v : v).toArray()};
    }
    if (layer instanceof Flatten) {
      return new double[][] {Arrays.stream(x).flatMapToDouble(Arrays::stream).toArray()};
    }
    int own = layer instanceof Convolution2d ? 1 : 0;
    double[] filters = own == 1 ? first(network, weights) : new double[0];
    return new ReferenceConvolution((ConvolutionSpec) layer, shape)
        .apply(filters, x, shape.height());
  }

  /** The first layer's weights and, behind them, its biases. */
  private double[] first(Network network, float[] weights) {
    int size = PlasticCase.tensor(network, of.layer() + ".weight").size() + of.units();
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = weights[i];
    }
    return values;
  }

  private double[] affine(Network network, float[] weights, double[] x) {
    double[] w = first(network, weights);
    double[] y = new double[of.units()];
    for (int j = 0; j < y.length; j++) {
      y[j] = w[x.length * y.length + j];
      for (int i = 0; i < x.length; i++) {
        y[j] += x[i] * w[i * y.length + j];
      }
    }
    return y;
  }
}
