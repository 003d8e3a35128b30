package io.gradstream.learning.spec.read;

import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.learning.spec.keys.LayerKeys;
import io.gradstream.learning.spec.yaml.Section;
import io.gradstream.learning.spec.yaml.Section.Checked;
import io.gradstream.network.spec.Activation;
import io.gradstream.network.spec.BlockSpec;
import io.gradstream.network.spec.ConvolutionSpec;
import io.gradstream.network.spec.ConvolutionSpec.Extent;
import io.gradstream.network.spec.ConvolutionSpec.Pooling;
import io.gradstream.network.spec.ConvolutionSpec.Window;
import io.gradstream.network.spec.LayerSpec;
import io.gradstream.network.spec.RecurrentSpec;
import io.gradstream.network.spec.SequenceSpec;
import io.gradstream.network.spec.Shape;
import java.util.List;
import java.util.Optional;

/**
 * Reads one valid layer that holds no others. What it leaves open follows from its input.
 *
 * @param layer checked by {@link LayerKeys#LAYER}
 * @param kind the key that tells which layer it is
 * @param input shape of what it reads
 * @param tokens whose tokens it reads, if any
 */
record LayerReader(Section layer, String kind, Shape input, Optional<FeatureSpec.Tokens> tokens) {

  private static final int INNER = 4; // times the width is a transformer's inner layer

  /**
   * @throws IllegalArgumentException when its parts do not fit one another, or not the input
   */
  LayerSpec read() {
    return switch (kind) {
      case "dense" -> new LayerSpec.DenseSpec(layer.whole(kind), activation(layer));
      case "activation" -> new LayerSpec.ActivationSpec(activation(layer));
      case "dropout" -> new LayerSpec.DropoutSpec(number(layer, kind));
      case "layerNorm" -> new LayerSpec.LayerNormSpec();
      case "rmsNorm" -> new LayerSpec.RmsNormSpec();
      case "batchNorm" -> batchNorm(layer.section(kind));
      case "conv2d" ->
          new ConvolutionSpec.Convolution2d(layer.whole(kind), window2d(), activation(layer));
      case "conv1d" -> convolution1d();
      case "transposedConv2d" ->
          new ConvolutionSpec.TransposedConvolution2d(
              layer.whole(kind), window2d(), extent("outputPadding"), activation(layer));
      case "maxPool2d" -> new ConvolutionSpec.Pooling2d(Pooling.MAX, pool2d());
      case "averagePool2d" -> new ConvolutionSpec.Pooling2d(Pooling.AVERAGE, pool2d());
      case "maxPool1d" -> pool1d(Pooling.MAX);
      case "averagePool1d" -> pool1d(Pooling.AVERAGE);
      case "globalPool" -> new ConvolutionSpec.GlobalPooling(Pooling.valueOf(name(layer, kind)));
      case "upsample2d" -> new ConvolutionSpec.Upsample2d(extent(kind));
      case "flatten" -> new ConvolutionSpec.Flatten();
      case "reshape" -> new ConvolutionSpec.Reshape(new Shape(wholes(kind)));
      case "rnn", "lstm", "gru" -> recurrent();
      case "embedding" -> new SequenceSpec.TokenEmbedding(vocabulary(), layer.whole(kind));
      case "position" ->
          new SequenceSpec.Position(SequenceSpec.Position.Kind.valueOf(name(layer, kind)));
      case "attention" -> attention(layer.section(kind));
      case "transformer" -> transformer(layer.section(kind));
      default -> throw new IllegalStateException("a layer that is not read here: " + kind);
    };
  }

  private static LayerSpec batchNorm(Section norm) {
    return new LayerSpec.BatchNormSpec(
        number(norm, "momentum"), number(norm, "maxScale"), number(norm, "maxShift"));
  }

  private LayerSpec convolution1d() {
    int kernel = layer.whole("kernel");
    int dilation = layer.whole("dilation");
    int padding =
        layer.text("padding").isPresent() ? same(kernel, dilation) : layer.whole("padding");
    return new ConvolutionSpec.Convolution1d(
        layer.whole(kind), kernel, layer.whole("stride"), padding, dilation, activation(layer));
  }

  private LayerSpec pool1d(Pooling pooling) {
    int kernel = layer.whole(kind);
    int stride = layer.find("stride", Long.class).map(Math::toIntExact).orElse(kernel);
    return new ConvolutionSpec.Pooling1d(pooling, kernel, stride, layer.whole("padding"));
  }

  private Window window2d() {
    Extent kernel = extent("kernel");
    Extent dilation = extent("dilation");
    Extent padding =
        layer.text("padding").isPresent()
            ? new Extent(
                same(kernel.height(), dilation.height()), same(kernel.width(), dilation.width()))
            : extent("padding");
    return new Window(kernel, extent("stride"), padding, dilation);
  }

  private Window pool2d() {
    Extent kernel = extent(kind);
    Extent stride = layer.isWritten("stride") ? extent("stride") : kernel;
    return new Window(kernel, stride, extent("padding"), Extent.square(1));
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

  private LayerSpec recurrent() {
    return new RecurrentSpec(
        RecurrentSpec.Cell.valueOf(EnumNames.of(kind)),
        layer.whole(kind),
        RecurrentSpec.Over.valueOf(name(layer, "over")),
        RecurrentSpec.Steps.valueOf(name(layer, "steps")),
        layer.get("bidirectional", Boolean.class));
  }

  private int vocabulary() {
    return layer
        .find("vocabulary", Long.class)
        .map(Math::toIntExact)
        .or(() -> tokens.map(FeatureSpec.Tokens::vocabulary))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "embedding expects the tokens of one feature, or its vocabulary; its input is "
                        + input));
  }

  private static LayerSpec attention(Section attention) {
    return new SequenceSpec.Attention(
        attention.whole("heads"), attention.get("causal", Boolean.class));
  }

  private LayerSpec transformer(Section block) {
    int feedForward =
        block
            .find("feedForward", Long.class)
            .map(Math::toIntExact)
            .orElseGet(() -> Math.multiplyExact(INNER, input.last()));
    return new BlockSpec.Transformer(
        block.whole("heads"),
        feedForward,
        block.get("causal", Boolean.class),
        number(block, "dropout"),
        activation(block));
  }

  private static Activation activation(Section section) {
    return Activation.valueOf(name(section, "activation"));
  }

  private static String name(Section section, String key) {
    return EnumNames.of(section.get(key, String.class));
  }

  private static float number(Section section, String key) {
    return section.get(key, Double.class).floatValue();
  }

  /** One number for both directions, or [height, width]. */
  private Extent extent(String key) {
    return layer
        .find(key, Long.class)
        .map(side -> Extent.square(Math.toIntExact(side)))
        .orElseGet(() -> new Extent(wholes(key).get(0), wholes(key).get(1)));
  }

  private List<Integer> wholes(String key) {
    return layer.items(key).stream()
        .map(Checked::value)
        .map(Long.class::cast)
        .map(Math::toIntExact)
        .toList();
  }
}
