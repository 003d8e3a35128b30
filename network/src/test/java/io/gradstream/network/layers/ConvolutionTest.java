package io.gradstream.network.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.network.memory.Signal;
import io.gradstream.network.spec.Activation;
import io.gradstream.network.spec.ConvolutionSpec;
import io.gradstream.network.spec.ConvolutionSpec.Convolution1d;
import io.gradstream.network.spec.ConvolutionSpec.Convolution2d;
import io.gradstream.network.spec.ConvolutionSpec.Extent;
import io.gradstream.network.spec.ConvolutionSpec.Flatten;
import io.gradstream.network.spec.ConvolutionSpec.GlobalPooling;
import io.gradstream.network.spec.ConvolutionSpec.Pooling;
import io.gradstream.network.spec.ConvolutionSpec.Pooling1d;
import io.gradstream.network.spec.ConvolutionSpec.Pooling2d;
import io.gradstream.network.spec.ConvolutionSpec.Reshape;
import io.gradstream.network.spec.ConvolutionSpec.TransposedConvolution2d;
import io.gradstream.network.spec.ConvolutionSpec.Upsample2d;
import io.gradstream.network.spec.ConvolutionSpec.Window;
import io.gradstream.network.spec.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every layer with a window against its formula, in shapes that have no symmetry to hide in. */
class ConvolutionTest {

  private static final Extent ONE = Extent.square(1);
  private static final Extent NONE = new Extent(0, 0);
  private static final Window SQUARE = new Window(Extent.square(3), ONE, ONE, ONE);
  private static final Window VALID = new Window(new Extent(3, 2), ONE, NONE, ONE);
  private static final Window ODD =
      new Window(new Extent(3, 2), new Extent(2, 3), new Extent(1, 2), new Extent(2, 1));
  private static final Window WIDE =
      new Window(new Extent(2, 3), new Extent(1, 2), new Extent(2, 1), new Extent(1, 2));

  static Stream<Arguments> images() {
    List<Arguments> cases = new ArrayList<>();
    for (Window window : List.of(SQUARE, VALID, ODD, WIDE)) {
      cases.add(Arguments.of(new Convolution2d(5, window, Activation.LINEAR), Shape.of(7, 6, 1)));
      cases.add(Arguments.of(new Convolution2d(9, window, Activation.TANH), Shape.of(5, 6, 3)));
      cases.add(Arguments.of(new Convolution2d(3, window, Activation.SILU), Shape.of(4, 5, 16)));
      cases.add(
          Arguments.of(
              new TransposedConvolution2d(3, window, NONE, Activation.TANH), Shape.of(4, 5, 3)));
      for (Pooling pooling : Pooling.values()) {
        cases.add(Arguments.of(new Pooling2d(pooling, window), Shape.of(7, 6, 3)));
        cases.add(Arguments.of(new Pooling2d(pooling, window), Shape.of(4, 5, 17)));
      }
    }
    cases.add(
        Arguments.of(
            new TransposedConvolution2d(9, ODD, new Extent(1, 2), Activation.LINEAR),
            Shape.of(3, 3, 8)));
    for (Pooling pooling : Pooling.values()) {
      cases.add(Arguments.of(new GlobalPooling(pooling), Shape.of(4, 3, 11)));
      cases.add(Arguments.of(new GlobalPooling(pooling), Shape.of(5)));
    }
    cases.add(Arguments.of(new Upsample2d(new Extent(2, 3)), Shape.of(3, 4, 9)));
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("images")
  void valuesAndGradientsAreThoseOfTheFormula(ConvolutionSpec spec, Shape shape) {
    for (int rows : new int[] {1, 2}) {
      check(spec, shape, rows, null);
    }
  }

  static Stream<Arguments> sequences() {
    List<Arguments> cases = new ArrayList<>();
    cases.add(Arguments.of(new Convolution1d(4, 3, 1, 1, 1, Activation.TANH)));
    cases.add(Arguments.of(new Convolution1d(9, 4, 1, 0, 1, Activation.LINEAR)));
    cases.add(Arguments.of(new Convolution1d(8, 3, 2, 3, 2, Activation.LINEAR)));
    for (Pooling pooling : Pooling.values()) {
      cases.add(Arguments.of(new Pooling1d(pooling, 2, 2, 0)));
      cases.add(Arguments.of(new Pooling1d(pooling, 3, 1, 1)));
      cases.add(Arguments.of(new GlobalPooling(pooling)));
    }
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("sequences")
  void paddingOfASequenceCountsForNothing(ConvolutionSpec spec) {
    check(spec, Shape.of(9, 10), 5, new int[] {9, 4, 1, 0, 7});
    check(spec, Shape.of(9, 3), 2, null);
  }

  private static void check(ConvolutionSpec spec, Shape shape, int rows, int[] lengths) {
    ReferenceConvolution reference = new ReferenceConvolution(spec, shape);
    int lines = shape.isImage() ? shape.height() : shape.positions();
    try (LoneLayer lone = new LoneLayer(spec, shape, rows, lengths)) {
      new GradientCheck(
              lone,
              rows,
              (weights, x, row) ->
                  reference.apply(weights, x, lengths == null ? lines : lengths[row]))
          .run(2e-5);
    }
  }

  @Test
  void lengthsOfTheOutputAreThoseOfTheSequenceAlone() {
    int[] lengths = {9, 4, 3, 1, 0};
    assertThat(lengthsAfter(new Convolution1d(4, 3, 1, 1, 1, Activation.TANH), lengths))
        .containsExactly(9, 4, 3, 1, 1);
    assertThat(lengthsAfter(new Convolution1d(4, 3, 1, 0, 1, Activation.TANH), lengths))
        .containsExactly(7, 2, 1, 1, 1);
    assertThat(lengthsAfter(new Pooling1d(Pooling.MAX, 2, 2, 0), lengths))
        .containsExactly(4, 2, 1, 1, 1);
  }

  private static int[] lengthsAfter(ConvolutionSpec spec, int[] lengths) {
    try (LoneLayer lone = new LoneLayer(spec, Shape.of(9, 2), lengths.length, lengths)) {
      lone.forward(lengths.length);
      int[] after = new int[lengths.length];
      for (int row = 0; row < after.length; row++) {
        Compute compute = lone.in(Compute.Mode.ANSWER);
        after[row] = (int) compute.memory()[lone.layer.output().lengths() + row];
      }
      return after;
    }
  }

  @ParameterizedTest
  @MethodSource("images")
  void aRowDependsOnItselfAlone(ConvolutionSpec spec, Shape shape) {
    int rows = 6;
    try (LoneLayer all = new LoneLayer(spec, shape, rows, null);
        LoneLayer alone = new LoneLayer(spec, shape, 1, null)) {
      float[] x = LoneLayer.random(rows * shape.size(), 1, 1);
      float[] weights = LoneLayer.random(all.tensors.size(), 0.5, 2);
      float[] deltas = LoneLayer.random(rows * all.layer.output().width(), 1, 3);
      all.setWeights(weights);
      alone.setWeights(weights);
      all.setInput(x);
      all.forward(rows);
      all.backward(deltas);
      for (int row = rows - 1; row >= 0; row--) {
        alone.setInput(part(x, row, rows));
        alone.forward(1);
        alone.backward(part(deltas, row, rows));
        assertThat(alone.output(1)).isEqualTo(part(all.output(rows), row, rows));
        assertThat(alone.inputDeltas(1)).isEqualTo(part(all.inputDeltas(rows), row, rows));
      }
    }
  }

  private static float[] part(float[] values, int row, int rows) {
    int width = values.length / rows;
    return Arrays.copyOfRange(values, row * width, (row + 1) * width);
  }

  /** One of 64 x 64 x 32 is made in many bands of patches, and small ones in one. */
  @Test
  void aLargeImageIsTheSumOfItsParts() {
    Convolution2d spec = new Convolution2d(2, SQUARE, Activation.LINEAR);
    Shape large = Shape.of(64, 64, 32);
    Shape strip = Shape.of(5, 64, 32);
    try (LoneLayer whole = new LoneLayer(spec, large, 1, null);
        LoneLayer part = new LoneLayer(spec, strip, 1, null)) {
      float[] weights = LoneLayer.random(whole.tensors.size(), 0.5, 2);
      float[] x = LoneLayer.random(large.size(), 1, 3);
      float[] deltas = LoneLayer.random(whole.layer.output().width(), 1, 4);
      run(whole, weights, x, deltas);
      for (int line = 0; line + 5 <= 64; line++) {
        run(part, weights, lines(x, line, 5, 64 * 32), lines(deltas, line, 5, 64 * 2));
        assertClose(lines(whole.output(1), line + 2, 1, 64 * 2), lines(part.output(1), 2, 1, 128));
        assertClose(
            lines(whole.inputDeltas(1), line + 2, 1, 64 * 32),
            lines(part.inputDeltas(1), 2, 1, 64 * 32));
      }
    }
  }

  private static void run(LoneLayer lone, float[] weights, float[] x, float[] deltas) {
    lone.setWeights(weights);
    lone.setInput(x);
    lone.forward(1);
    lone.backward(deltas);
  }

  private static float[] lines(float[] image, int line, int lines, int width) {
    return Arrays.copyOfRange(image, line * width, (line + lines) * width);
  }

  private static void assertClose(float[] actual, float[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      assertThat(actual[i]).as("at %d", i).isCloseTo(expected[i], within(1e-4f));
    }
  }

  /** Whatever the initializer of its kind says: outputs about as large as inputs. */
  @Test
  void newWeightsKeepTheSizeOfValues() {
    Window halves = new Window(Extent.square(4), Extent.square(2), ONE, ONE);
    for (ConvolutionSpec spec :
        List.of(
            new Convolution2d(32, SQUARE, Activation.RELU),
            new TransposedConvolution2d(32, halves, NONE, Activation.RELU))) {
      Shape shape = Shape.of(12, 12, 32);
      try (LoneLayer lone = new LoneLayer(spec, shape, 1, null)) {
        lone.layer.initialize(lone.in(Compute.Mode.TRAIN), new RandomWeights(1));
        lone.setInput(LoneLayer.random(shape.size(), 1, 1));
        lone.forward(1);
        double square = 0;
        for (float value : lone.output(1)) {
          square += value * value;
        }
        assertThat(square / lone.layer.output().width()).isBetween(0.7, 1.3);
      }
    }
  }

  @Test
  void theFirstOfEqualLargestValuesTakesTheDelta() {
    Pooling2d spec = new Pooling2d(Pooling.MAX, new Window(Extent.square(2), ONE, NONE, ONE));
    try (LoneLayer lone = new LoneLayer(spec, Shape.of(2, 2, 9), 1, null)) {
      float[] x = new float[36];
      Arrays.fill(x, 9, 36, 2f);
      lone.setInput(x);
      lone.forward(1);
      float[] deltas = new float[9];
      Arrays.fill(deltas, 3f);
      lone.backward(deltas);
      float[] expected = new float[36];
      Arrays.fill(expected, 9, 18, 3f);
      assertThat(lone.inputDeltas(1)).isEqualTo(expected);
    }
  }

  @Test
  void reshapeAndFlattenAreTheSameMemory() {
    for (ConvolutionSpec spec : List.of(new Flatten(), new Reshape(Shape.of(3, 2, 4)))) {
      try (LoneLayer lone = new LoneLayer(spec, Shape.of(4, 6), 2, new int[] {1, 2})) {
        assertThat(lone.layer.output().values()).isEqualTo(lone.input.values());
        assertThat(lone.layer.output().deltas()).isEqualTo(lone.input.deltas());
        assertThat(lone.layer.output().lengths()).isEqualTo(Signal.NONE);
      }
    }
  }

  @Test
  void whatDoesNotFitIsNamed() {
    assertThatThrownBy(() -> new Convolution2d(4, SQUARE, Activation.RELU).output(Shape.of(28, 28)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("conv2d expects an image")
        .hasMessageContaining("[28, 28]");
    assertThatThrownBy(() -> new Pooling2d(Pooling.MAX, VALID).output(Shape.of(2, 8, 1)))
        .hasMessageContaining("at least 3 values under its window")
        .hasMessageContaining("[2, 8, 1]");
    assertThatThrownBy(
            () -> new Convolution1d(4, 5, 1, 0, 1, Activation.RELU).output(Shape.of(3, 2)))
        .hasMessageContaining("conv1d expects at least 5 values");
    assertThatThrownBy(() -> new Reshape(Shape.of(3, 2)).output(Shape.of(7)))
        .hasMessageContaining("reshape to [3, 2] expects 6 values; its input is [7]");
    assertThatThrownBy(
            () ->
                new TransposedConvolution2d(1, SQUARE, Extent.square(1), Activation.RELU)
                    .output(Shape.of(2, 2, 1)))
        .hasMessageContaining("outputPadding below stride or dilation");
    assertThatThrownBy(() -> new Upsample2d(ONE).output(Shape.of(3)))
        .hasMessageContaining("upsample2d expects an image");
  }
}
