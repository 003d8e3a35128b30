package io.gradstream.nd4j.graph;

import io.gradstream.network.spec.Activation;
import io.gradstream.network.spec.ConvolutionSpec.Convolution2d;
import io.gradstream.network.spec.ConvolutionSpec.Extent;
import io.gradstream.network.spec.ConvolutionSpec.Flatten;
import io.gradstream.network.spec.ConvolutionSpec.Pooling;
import io.gradstream.network.spec.ConvolutionSpec.Pooling2d;
import io.gradstream.network.spec.ConvolutionSpec.Reshape;
import io.gradstream.network.spec.LayerSpec;
import io.gradstream.network.spec.LayerSpec.ActivationSpec;
import io.gradstream.network.spec.LayerSpec.DenseSpec;
import io.gradstream.network.spec.LayerSpec.LayerNormSpec;

/** Layers as a spec writes them. */
final class LayerText {

  private LayerText() {}

  /** For instance {@code {dense: 64, activation: relu}}. */
  static String of(LayerSpec layer) {
    if (layer instanceof DenseSpec dense) {
      return "{dense: %d, activation: %s}".formatted(dense.width(), name(dense.activation()));
    }
    if (layer instanceof ActivationSpec alone) {
      return "{activation: %s}".formatted(name(alone.activation()));
    }
    if (layer instanceof LayerNormSpec) {
      return "{layerNorm: {}}";
    }
    if (layer instanceof Flatten) {
      return "{flatten: {}}";
    }
    if (layer instanceof Reshape reshape) {
      return "{reshape: %s}".formatted(reshape.shape());
    }
    if (layer instanceof Convolution2d convolution) {
      return of(convolution);
    }
    if (layer instanceof Pooling2d pool) {
      String kind = pool.pooling() == Pooling.MAX ? "maxPool2d" : "averagePool2d";
      return "{%s: %s, stride: %s}"
          .formatted(kind, pair(pool.window().kernel()), pair(pool.window().stride()));
    }
    throw new IllegalArgumentException("no graph becomes " + layer);
  }

  private static String of(Convolution2d convolution) {
    return "{conv2d: %d, kernel: %s, stride: %s, padding: %s, dilation: %s, activation: %s}"
        .formatted(
            convolution.filters(),
            pair(convolution.window().kernel()),
            pair(convolution.window().stride()),
            pair(convolution.window().padding()),
            pair(convolution.window().dilation()),
            name(convolution.activation()));
  }

  private static String pair(Extent extent) {
    return "[%d, %d]".formatted(extent.height(), extent.width());
  }

  private static String name(Activation activation) {
    return switch (activation) {
      case LINEAR -> "linear";
      case RELU -> "relu";
      case LEAKY_RELU -> "leakyRelu";
      case GELU -> "gelu";
      case SILU -> "silu";
      case TANH -> "tanh";
      case SIGMOID -> "sigmoid";
      case SOFTMAX -> "softmax";
    };
  }
}
