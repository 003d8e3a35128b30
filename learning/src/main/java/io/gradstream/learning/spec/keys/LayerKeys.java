package io.gradstream.learning.spec.keys;

import static io.gradstream.learning.spec.keys.LayerRows.ACTIVATIONS;
import static io.gradstream.learning.spec.keys.LayerRows.WIDTH;
import static io.gradstream.learning.spec.keys.LayerRows.activation;
import static io.gradstream.learning.spec.keys.LayerRows.layer;
import static io.gradstream.learning.spec.yaml.Key.optional;
import static io.gradstream.learning.spec.yaml.Key.required;
import static io.gradstream.learning.spec.yaml.Key.withDefault;

import io.gradstream.learning.spec.yaml.Keys;
import io.gradstream.learning.spec.yaml.ListShape;
import io.gradstream.learning.spec.yaml.MapShape;
import io.gradstream.learning.spec.yaml.NumberShape;
import io.gradstream.learning.spec.yaml.ReferenceShape;
import io.gradstream.learning.spec.yaml.Section;
import io.gradstream.learning.spec.yaml.Shape;
import io.gradstream.learning.spec.yaml.TextShape;
import io.gradstream.learning.spec.yaml.Variant;
import io.gradstream.learning.spec.yaml.VariantShape;
import io.gradstream.network.spec.Activation;
import io.gradstream.network.spec.BlockSpec;
import io.gradstream.network.spec.LayerSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Keys of the layers a network consists of, one row each: those that treat every position alike,
 * and those that hold others. {@link ConvolutionKeys} and {@link SequenceKeys} have the rest.
 */
public final class LayerKeys {

  /** Layers one after the other. */
  static final int MOST_LAYERS = 200;

  private static final Shape<Float> RATE = new NumberShape(0, 0.99).asFloat();
  private static final int INNER = 4; // times the width is a transformer's inner layer

  private static final TextShape BRANCH_NAME =
      new TextShape(
          "a name of letters, digits, _ and -", "[a-zA-Z0-9_-]{1,60}", "Write for instance left.");

  private static final List<Variant<LayerForm>> PLAIN =
      List.of(
          layer(
              Keys.of(
                  required(
                      "dense",
                      WIDTH,
                      "Width of a fully connected layer, the same at every position of a sequence"
                          + " or an image."),
                  activation("relu"),
                  LayerSpec.DenseSpec::new)),
          layer(
              required("dropout", RATE, "Share of the values that training leaves out.")
                  .as(LayerSpec.DropoutSpec::new)),
          layer(
              "layerNorm",
              "Normalizes each position, then scales and shifts.",
              new LayerSpec.LayerNormSpec()),
          layer(
              "rmsNorm",
              "Divides each position by its root mean square.",
              new LayerSpec.RmsNormSpec()),
          layer(
              "batchNorm",
              "Normalizes by running statistics (batch renormalization).",
              Keys.of(
                  withDefault(
                      "momentum",
                      new NumberShape(1e-6, 1).asFloat(),
                      "0.1",
                      "Weight of a mini-batch in the running statistics."),
                  withDefault(
                      "maxScale",
                      new NumberShape(1, 1000).asFloat(),
                      "3",
                      "Bound of the correction of the scale; 1 for plain batch norm."),
                  withDefault(
                      "maxShift",
                      new NumberShape(0, 1000).asFloat(),
                      "5",
                      "Bound of the correction of the mean; 0 for plain batch norm."),
                  LayerSpec.BatchNormSpec::new)));

  private static final List<Variant<LayerForm>> BLOCKS =
      List.of(
          Variant.of(
              "transformer",
              "A transformer's block, its norms first.",
              Keys.of(
                  SequenceKeys.heads(),
                  optional(
                      "feedForward",
                      WIDTH,
                      "four times the input's width",
                      "Width of the inner dense layer."),
                  SequenceKeys.causal(),
                  withDefault("dropout", RATE, "0", "Share left out after each part."),
                  activation("gelu"),
                  LayerKeys::transformer)),
          new Variant<>(
              required(
                      "residual",
                      layers(1),
                      "Layers whose output is added to their input; they keep its shape.")
                  .as(layers -> site -> new BlockSpec.Residual(site.within(layers)))),
          new Variant<>(
              required(
                      "concat",
                      new MapShape<>(BRANCH_NAME, layers(0), 2, 100),
                      "Named branches, each a list of layers; their outputs are joined. An empty"
                          + " list is the input itself.")
                  .as(branches -> site -> new BlockSpec.Concat(branches(branches, site)))),
          new Variant<>(
              required(
                      "select",
                      TopicKeys.FIELD,
                      "Reads the inputs of one feature alone; the first layer, of the network or of"
                          + " a branch.")
                  .as(part -> site -> new BlockSpec.Select(part, site.part(part)))),
          layer(
              required("activation", ACTIVATIONS, "An activation as a layer of its own.")
                  .as(LayerSpec.ActivationSpec::new)));

  public static final VariantShape<LayerForm> LAYER =
      new VariantShape<>(
          Stream.of(PLAIN, ConvolutionKeys.ROWS, SequenceKeys.ROWS, BLOCKS)
              .flatMap(List::stream)
              .toList());

  private LayerKeys() {}

  /** A list of layers, to be read where it is known what they read. */
  static ListShape<Section> layers(int fewest) {
    return new ListShape<>(new ReferenceShape("layer", () -> LayerKeys.LAYER), fewest, MOST_LAYERS);
  }

  private static LayerForm transformer(
      int heads,
      Optional<Integer> feedForward,
      boolean causal,
      float dropout,
      Activation activation) {
    return site ->
        new BlockSpec.Transformer(
            heads,
            feedForward.orElseGet(() -> Math.multiplyExact(INNER, site.input().last())),
            causal,
            dropout,
            activation);
  }

  private static List<BlockSpec.Branch> branches(
      Map<String, List<Section>> branches, LayerForm.Site site) {
    return branches.entrySet().stream()
        .map(branch -> new BlockSpec.Branch(branch.getKey(), site.instead(branch.getValue())))
        .toList();
  }
}
