package io.gradstream.network;

import static io.gradstream.network.spec.ConvolutionSpec.Pooling.AVERAGE;

import io.gradstream.network.memory.TensorTable.Tensor;
import io.gradstream.network.spec.Activation;
import io.gradstream.network.spec.ConvolutionSpec.Convolution2d;
import io.gradstream.network.spec.ConvolutionSpec.Extent;
import io.gradstream.network.spec.ConvolutionSpec.Flatten;
import io.gradstream.network.spec.ConvolutionSpec.Pooling2d;
import io.gradstream.network.spec.ConvolutionSpec.Window;
import io.gradstream.network.spec.HeadSpec.MultiClass;
import io.gradstream.network.spec.LayerSpec;
import io.gradstream.network.spec.LayerSpec.ActivationSpec;
import io.gradstream.network.spec.LayerSpec.DenseSpec;
import io.gradstream.network.spec.LayerSpec.LayerNormSpec;
import io.gradstream.network.spec.NetworkSpec;
import io.gradstream.network.spec.NetworkSpec.Part;
import io.gradstream.network.spec.NetworkVector;
import io.gradstream.network.spec.PlasticitySpec;
import io.gradstream.network.spec.PlasticitySpec.ContinualBackprop;
import io.gradstream.network.spec.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A network of which the units of one layer, the first, are replaced.
 *
 * @param layersBefore so many layers are before the one that reads the units
 * @param span values of a unit in each position that is read
 */
record PlasticCase(
    NetworkSpec network, int layersBefore, String layer, String reader, int units, int span) {

  static final float DECAY = 0.9f;

  static List<PlasticCase> all() {
    return List.of(dense(), twoConvolutions(), convolutionThroughAPool());
  }

  static PlasticCase dense() {
    NetworkSpec network =
        new NetworkSpec(
            5,
            List.of(),
            List.of(
                new DenseSpec(11, Activation.LINEAR), new ActivationSpec(Activation.LEAKY_RELU)),
            new MultiClass(3));
    return new PlasticCase(network, 2, "dense1", "output", 11, 1);
  }

  private static PlasticCase twoConvolutions() {
    return new PlasticCase(
        images(
            new Convolution2d(4, window(3, 1, 1), Activation.RELU),
            new Convolution2d(5, window(3, 1, 0), Activation.TANH),
            new LayerNormSpec(),
            new Flatten()),
        1,
        "convolution2d1",
        "convolution2d2",
        4,
        1);
  }

  private static PlasticCase convolutionThroughAPool() {
    return new PlasticCase(
        images(
            new Convolution2d(5, window(3, 1, 1), Activation.RELU),
            new Pooling2d(AVERAGE, window(2, 2, 0)),
            new Flatten()),
        3,
        "convolution2d1",
        "output",
        5,
        9);
  }

  private static NetworkSpec images(LayerSpec... layers) {
    return new NetworkSpec(
        List.of(new Part("image", Shape.of(6, 6, 1))),
        List.of(),
        List.of(layers),
        new MultiClass(3));
  }

  private static Window window(int kernel, int stride, int padding) {
    return new Window(
        Extent.square(kernel), Extent.square(stride), Extent.square(padding), Extent.square(1));
  }

  /** Every unit is mature after so many steps, and from then on this share is replaced. */
  static PlasticitySpec replacing(float rate, int maturity) {
    return new PlasticitySpec(
        Optional.of(new ContinualBackprop(rate, maturity, DECAY)), Optional.empty());
  }

  static Tensor tensor(Network network, String name) {
    return network.tensors().tensors().stream()
        .filter(tensor -> tensor.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  static float[] values(Network network, NetworkVector vector, String name) {
    Tensor tensor = tensor(network, name);
    int from = tensor.offset();
    return Arrays.copyOfRange(Examples.all(network, vector), from, from + tensor.size());
  }

  @Override
  public String toString() {
    return layer + " read by " + reader + ", " + span + " values a unit";
  }
}
