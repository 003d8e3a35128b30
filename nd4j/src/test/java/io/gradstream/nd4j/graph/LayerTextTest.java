package io.gradstream.nd4j.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.read.SpecReader;
import io.gradstream.network.spec.Activation;
import io.gradstream.network.spec.ConvolutionSpec.Convolution2d;
import io.gradstream.network.spec.ConvolutionSpec.Extent;
import io.gradstream.network.spec.ConvolutionSpec.Flatten;
import io.gradstream.network.spec.ConvolutionSpec.Pooling;
import io.gradstream.network.spec.ConvolutionSpec.Pooling2d;
import io.gradstream.network.spec.ConvolutionSpec.Reshape;
import io.gradstream.network.spec.ConvolutionSpec.Window;
import io.gradstream.network.spec.LayerSpec;
import io.gradstream.network.spec.LayerSpec.ActivationSpec;
import io.gradstream.network.spec.LayerSpec.DenseSpec;
import io.gradstream.network.spec.LayerSpec.LayerNormSpec;
import io.gradstream.network.spec.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A spec that writes the layers as an import prints them has those layers. */
class LayerTextTest {

  private static final Window WINDOW =
      new Window(new Extent(3, 2), new Extent(2, 1), new Extent(1, 0), new Extent(1, 2));
  private static final Window PLAIN =
      new Window(new Extent(2, 1), new Extent(1, 1), new Extent(0, 0), Extent.square(1));

  @Test
  void everyLayerOfAGraphIsReadBack() {
    List<LayerSpec> layers =
        new ArrayList<>(
            List.of(
                new Convolution2d(4, WINDOW, Activation.RELU),
                new Pooling2d(Pooling.MAX, PLAIN),
                new Pooling2d(Pooling.AVERAGE, PLAIN),
                new Flatten(),
                new LayerNormSpec(),
                new ActivationSpec(Activation.SOFTMAX)));
    for (Activation activation : Activation.values()) {
      layers.add(new DenseSpec(12, activation));
    }
    layers.add(new Reshape(Shape.of(3, 4)));
    layers.add(new Flatten());
    String text = layers.stream().map(LayerText::of).collect(Collectors.joining(", "));
    String spec =
        """
        learner: images
        events: {topic: images}
        features: [{field: pixels, as: numbers, shape: [12, 12, 1]}]
        target: {binary: good}
        network: [%s]
        """
            .formatted(text);

    LearnerSpec read = SpecReader.read(new SpecBundle("spec.yaml", spec, Map.of()));

    assertThat(read.model().layers()).isEqualTo(layers);
  }
}
