package io.gradstream.nd4j.graph;

import io.gradstream.nd4j.graph.Graph.Values;
import io.gradstream.network.spec.Activation;
import io.gradstream.network.spec.ConvolutionSpec;
import java.util.List;
import java.util.Optional;

/** What one operation of a graph is to a network of layers. */
sealed interface Piece {

  /** Passes everything on. */
  record Nothing() implements Piece {}

  /** x W, or x W + b. */
  record Product(Values weight, Optional<Values> bias) implements Piece {}

  /** x + b, which belongs to the product before it. */
  record Shift(Values bias) implements Piece {}

  record Activate(Activation activation) implements Piece {}

  record Norm(Values gain, Optional<Values> shift) implements Piece {}

  record Convolve(ConvolutionSpec.Window window, Values weight, Optional<Values> bias)
      implements Piece {}

  record Pool(ConvolutionSpec.Pooling2d pooling) implements Piece {}

  /** The values of a row in another shape. */
  record Reshape(List<Integer> lengths) implements Piece {}
}
