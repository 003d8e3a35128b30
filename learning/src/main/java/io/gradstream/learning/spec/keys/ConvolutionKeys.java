package io.gradstream.learning.spec.keys;

import static io.gradstream.learning.spec.keys.LayerRows.WIDTH;
import static io.gradstream.learning.spec.keys.LayerRows.activation;
import static io.gradstream.learning.spec.keys.LayerRows.layer;
import static io.gradstream.learning.spec.yaml.Key.optional;
import static io.gradstream.learning.spec.yaml.Key.required;
import static io.gradstream.learning.spec.yaml.Key.withDefault;

import io.gradstream.learning.spec.yaml.EitherShape;
import io.gradstream.learning.spec.yaml.Keys;
import io.gradstream.learning.spec.yaml.ListShape;
import io.gradstream.learning.spec.yaml.NameShape;
import io.gradstream.learning.spec.yaml.OneOrListShape;
import io.gradstream.learning.spec.yaml.Shape;
import io.gradstream.learning.spec.yaml.Variant;
import io.gradstream.learning.spec.yaml.WholeShape;
import io.gradstream.network.spec.ConvolutionSpec;
import io.gradstream.network.spec.ConvolutionSpec.Extent;
import io.gradstream.network.spec.ConvolutionSpec.Pooling;
import io.gradstream.network.spec.ConvolutionSpec.Window;
import java.util.List;
import java.util.Optional;

/** Keys of the layers of images, and of the windows over sequences, one row each. */
final class ConvolutionKeys {

  private static final String SAME = "same";
  private static final WholeShape SIDE = new WholeShape(1, 1024);
  private static final WholeShape PADDING = new WholeShape(0, 1024);

  /** A window over the steps of a sequence. */
  private record Steps(int kernel, int stride, int padding, int dilation) {}

  private static final Keys<Window> WINDOW =
      Keys.of(
          withDefault("kernel", pair(SIDE), "3", "Height and width of the window."),
          withDefault("stride", pair(SIDE), "1", "Pixels the window moves."),
          withDefault(
              "padding",
              sameOr(pair(PADDING)),
              "0",
              "Zero rows and columns at each side, or `same`: as many as leave an image as large as"
                  + " it is, when the stride is 1."),
          withDefault("dilation", pair(SIDE), "1", "Distance of the pixels under the window."),
          ConvolutionKeys::window);

  private static final Keys<Steps> STEPS =
      Keys.of(
          withDefault("kernel", SIDE.asInt(), "3", "Steps under the window."),
          withDefault("stride", SIDE.asInt(), "1", "Steps the window moves."),
          withDefault(
              "padding", sameOr(PADDING.asInt()), "0", "Zero steps at both ends, or `same`."),
          withDefault("dilation", SIDE.asInt(), "1", "Distance of the steps under the window."),
          ConvolutionKeys::steps);

  static final List<Variant<LayerForm>> ROWS =
      List.of(
          layer(
              Keys.of(
                  required("conv2d", WIDTH, "Filters of a convolution of an image."),
                  WINDOW,
                  activation("relu"),
                  ConvolutionSpec.Convolution2d::new)),
          layer(
              Keys.of(
                  required("conv1d", WIDTH, "Filters of a convolution of a sequence."),
                  STEPS,
                  activation("relu"),
                  (filters, of, activation) ->
                      new ConvolutionSpec.Convolution1d(
                          filters,
                          of.kernel(),
                          of.stride(),
                          of.padding(),
                          of.dilation(),
                          activation))),
          layer(
              Keys.of(
                  required(
                      "transposedConv2d",
                      WIDTH,
                      "Filters of the transpose of a convolution, which makes an image larger."),
                  WINDOW,
                  withDefault(
                      "outputPadding",
                      pair(new WholeShape(0, 63)),
                      "0",
                      "Rows and columns added at the end."),
                  activation("relu"),
                  ConvolutionSpec.TransposedConvolution2d::new)),
          pool2d("maxPool2d", Pooling.MAX, "The largest value under a window of an image."),
          pool2d("averagePool2d", Pooling.AVERAGE, "The mean value under a window of an image."),
          pool1d("maxPool1d", Pooling.MAX, "The largest value under a window of a sequence."),
          pool1d("averagePool1d", Pooling.AVERAGE, "The mean value under a window of a sequence."),
          layer(
              required(
                      "globalPool",
                      NameShape.all(Pooling.class),
                      "The largest or mean value of all positions, each channel for itself.")
                  .as(ConvolutionSpec.GlobalPooling::new)),
          layer(
              required(
                      "upsample2d",
                      pair(new WholeShape(1, 64)),
                      "How many times each pixel is repeated in each direction.")
                  .as(ConvolutionSpec.Upsample2d::new)),
          layer("flatten", "The same values as a vector.", new ConvolutionSpec.Flatten()),
          layer(
              required(
                      "reshape",
                      new ListShape<>(new WholeShape(1, 1_000_000).asInt(), 1, 3),
                      "The same values in this shape.")
                  .as(
                      lengths ->
                          new ConvolutionSpec.Reshape(
                              new io.gradstream.network.spec.Shape(lengths)))));

  private ConvolutionKeys() {}

  /** A number for both directions, or [height, width]. */
  private static Shape<Extent> pair(WholeShape one) {
    return new OneOrListShape<>(
        one.asInt().as(Extent::square),
        new ListShape<>(one.asInt(), 2, 2),
        sides -> new Extent(sides.get(0), sides.get(1)));
  }

  /** Empty for {@code same}. */
  private static <T> Shape<Optional<T>> sameOr(Shape<T> padding) {
    return EitherShape.nameOr(
        NameShape.meaning(SAME, Optional.<T>empty()), padding.as(Optional::of));
  }

  private static Window window(
      Extent kernel, Extent stride, Optional<Extent> padding, Extent dilation) {
    return new Window(kernel, stride, padding.orElseGet(() -> same(kernel, dilation)), dilation);
  }

  private static Extent same(Extent kernel, Extent dilation) {
    return new Extent(
        same(kernel.height(), dilation.height()), same(kernel.width(), dilation.width()));
  }

  private static Steps steps(int kernel, int stride, Optional<Integer> padding, int dilation) {
    return new Steps(kernel, stride, padding.orElseGet(() -> same(kernel, dilation)), dilation);
  }

  /** What leaves as many positions as there are, at a stride of 1. */
  private static int same(int kernel, int dilation) {
    int span = Math.multiplyExact(dilation, kernel - 1);
    if (span % 2 != 0) {
      throw new IllegalArgumentException(
          "padding: same expects an odd kernel, or an even dilation; its kernel is " + kernel);
    }
    return span / 2;
  }

  private static Variant<LayerForm> pool2d(String name, Pooling pooling, String description) {
    return layer(
        Keys.of(
            required(name, pair(SIDE), description),
            optional("stride", pair(SIDE), "as the window", "Pixels the window moves."),
            withDefault(
                "padding",
                pair(PADDING),
                "0",
                "Rows and columns at each side that are not counted."),
            (kernel, stride, padding) ->
                new ConvolutionSpec.Pooling2d(
                    pooling,
                    new Window(kernel, stride.orElse(kernel), padding, Extent.square(1)))));
  }

  private static Variant<LayerForm> pool1d(String name, Pooling pooling, String description) {
    return layer(
        Keys.of(
            required(name, SIDE.asInt(), description),
            optional("stride", SIDE.asInt(), "as the window", "Steps the window moves."),
            withDefault(
                "padding", PADDING.asInt(), "0", "Steps at both ends that are not counted."),
            (kernel, stride, padding) ->
                new ConvolutionSpec.Pooling1d(pooling, kernel, stride.orElse(kernel), padding)));
  }
}
