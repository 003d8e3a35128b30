package io.gradstream.nd4j.graph;

import io.gradstream.nd4j.graph.Graph.Operation;
import io.gradstream.nd4j.graph.Graph.Values;
import io.gradstream.network.spec.ConvolutionSpec.Extent;
import io.gradstream.network.spec.ConvolutionSpec.Pooling;
import io.gradstream.network.spec.ConvolutionSpec.Pooling2d;
import io.gradstream.network.spec.ConvolutionSpec.Window;

/**
 * Operations whose window slides over an image. Their integers: kernel, stride, padding and
 * dilation, each height and width; whether padding is SAME; then, of a convolution, the format of
 * the image (1: NHWC) and that of the weights (0: [height, width, in, out]), of a pool a number of
 * its own and the format of the image.
 */
final class Windows {

  private static final int SAME = 8;
  private static final int IMAGE_OF_CONVOLUTION = 9;
  private static final int WEIGHTS = 10;
  private static final int IMAGE_OF_POOL = 10;
  private static final int NHWC = 1;

  private Windows() {}

  static Piece convolution(Pieces pieces, Operation operation) {
    if (operation.integer(IMAGE_OF_CONVOLUTION) != NHWC || operation.integer(WEIGHTS) != 0) {
      throw pieces.refuse("read images in NHWC with weights [kH, kW, in, out]", operation.words());
    }
    Values weight = pieces.weights(1);
    if (weight.shape().size() != 4) {
      throw pieces.refuse("have weights of four dimensions", weight.shape());
    }
    return new Piece.Convolve(window(pieces, operation), weight, pieces.optionalWeights(2));
  }

  static Piece pooling(Pieces pieces, Operation operation) {
    if (operation.integer(IMAGE_OF_POOL) != NHWC) {
      throw pieces.refuse("read images in NHWC", operation.integers());
    }
    Window window = window(pieces, operation);
    if (!window.padding().equals(Extent.square(0)) || !window.dilation().equals(Extent.square(1))) {
      throw pieces.refuse("have neither padding nor dilation", operation.integers());
    }
    boolean isMax = operation.kind().startsWith("max");
    return new Piece.Pool(new Pooling2d(isMax ? Pooling.MAX : Pooling.AVERAGE, window));
  }

  private static Window window(Pieces pieces, Operation operation) {
    Extent kernel = extent(operation, 0);
    Extent stride = extent(operation, 2);
    Extent dilation = extent(operation, 6);
    if (operation.integer(SAME) == 0) {
      return checked(pieces, operation, kernel, stride, extent(operation, 4), dilation);
    }
    Extent span =
        new Extent(
            dilation.height() * (kernel.height() - 1), dilation.width() * (kernel.width() - 1));
    boolean isEven =
        operation.integer(SAME) == 1
            && stride.equals(Extent.square(1))
            && span.height() % 2 == 0
            && span.width() % 2 == 0;
    if (!isEven) {
      throw pieces.refuse(
          "pad both sides alike: SAME with a stride of 1 and an odd kernel", operation.integers());
    }
    Extent padding = new Extent(span.height() / 2, span.width() / 2);
    return checked(pieces, operation, kernel, stride, padding, dilation);
  }

  private static Window checked(
      Pieces pieces,
      Operation operation,
      Extent kernel,
      Extent stride,
      Extent padding,
      Extent dilation) {
    try {
      return new Window(kernel, stride, padding, dilation);
    } catch (IllegalArgumentException e) {
      throw pieces.refuse("have a window that is one", operation.integers());
    }
  }

  private static Extent extent(Operation operation, int first) {
    return new Extent(side(operation, first), side(operation, first + 1));
  }

  private static int side(Operation operation, int index) {
    return (int) Math.max(-1, Math.min(1 << 14, operation.integer(index)));
  }
}
