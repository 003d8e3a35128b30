package io.gradstream.learning.spec.keys;

import static io.gradstream.learning.spec.yaml.Key.optional;
import static io.gradstream.learning.spec.yaml.Key.required;
import static io.gradstream.learning.spec.yaml.Key.withDefault;

import io.gradstream.learning.spec.yaml.EitherShape;
import io.gradstream.learning.spec.yaml.Key;
import io.gradstream.learning.spec.yaml.ListShape;
import io.gradstream.learning.spec.yaml.MapShape;
import io.gradstream.learning.spec.yaml.NameShape;
import io.gradstream.learning.spec.yaml.NumberShape;
import io.gradstream.learning.spec.yaml.ObjectShape;
import io.gradstream.learning.spec.yaml.OneOrListShape;
import io.gradstream.learning.spec.yaml.ReferenceShape;
import io.gradstream.learning.spec.yaml.Shape;
import io.gradstream.learning.spec.yaml.TextShape;
import io.gradstream.learning.spec.yaml.TruthShape;
import io.gradstream.learning.spec.yaml.VariantShape;
import io.gradstream.learning.spec.yaml.WholeShape;
import java.util.List;

/** Keys of the layers a network consists of. */
public final class LayerKeys {

  /** Layers one after the other. */
  static final int MOST_LAYERS = 200;

  private static final Shape WIDTH = new WholeShape(1, 65_536);
  private static final NumberShape RATE = new NumberShape(0, 0.99);
  private static final ObjectShape NOTHING = new ObjectShape();

  static final NameShape ACTIVATIONS =
      new NameShape("relu", "leakyRelu", "gelu", "silu", "tanh", "sigmoid", "softmax", "linear");
  private static final NameShape POOLINGS = new NameShape("max", "average");

  /** Layers within a layer. */
  private static final ListShape LAYERS =
      new ListShape(new ReferenceShape("layer", () -> LayerKeys.LAYER), 1, MOST_LAYERS);

  private static final ListShape BRANCH =
      new ListShape(new ReferenceShape("layer", () -> LayerKeys.LAYER), 0, MOST_LAYERS);

  private static final TextShape BRANCH_NAME =
      new TextShape(
          "a name of letters, digits, _ and -", "[a-zA-Z0-9_-]{1,60}", "Write for instance left.");

  public static final VariantShape LAYER =
      new VariantShape(
          List.of(
              new ObjectShape(
                  required(
                      "dense",
                      WIDTH,
                      "Width of a fully connected layer, the same at every position of a sequence"
                          + " or an image."),
                  activation("relu")),
              new ObjectShape(
                  required("dropout", RATE, "Share of the values that training leaves out.")),
              new ObjectShape(
                  required(
                      "layerNorm", NOTHING, "Normalizes each position, then scales and shifts.")),
              new ObjectShape(
                  required("rmsNorm", NOTHING, "Divides each position by its root mean square.")),
              new ObjectShape(
                  required(
                      "batchNorm",
                      new ObjectShape(
                          withDefault(
                              "momentum",
                              new NumberShape(1e-6, 1),
                              "0.1",
                              "Weight of a mini-batch in the running statistics."),
                          withDefault(
                              "maxScale",
                              new NumberShape(1, 1000),
                              "3",
                              "Bound of the correction of the scale; 1 for plain batch norm."),
                          withDefault(
                              "maxShift",
                              new NumberShape(0, 1000),
                              "5",
                              "Bound of the correction of the mean; 0 for plain batch norm.")),
                      "Normalizes by running statistics (batch renormalization).")),
              new ObjectShape(
                  required("conv2d", WIDTH, "Filters of a convolution of an image."),
                  kernel2d(),
                  stride2d(),
                  padding2d(),
                  dilation2d(),
                  activation("relu")),
              new ObjectShape(
                  required("conv1d", WIDTH, "Filters of a convolution of a sequence."),
                  withDefault("kernel", side(), "3", "Steps under the window."),
                  withDefault("stride", side(), "1", "Steps the window moves."),
                  withDefault("padding", padding(), "0", "Zero steps at both ends, or `same`."),
                  withDefault("dilation", side(), "1", "Distance of the steps under the window."),
                  activation("relu")),
              new ObjectShape(
                  required(
                      "transposedConv2d",
                      WIDTH,
                      "Filters of the transpose of a convolution, which makes an image larger."),
                  kernel2d(),
                  stride2d(),
                  padding2d(),
                  dilation2d(),
                  withDefault(
                      "outputPadding",
                      pair(new WholeShape(0, 63)),
                      "0",
                      "Rows and columns added at the end."),
                  activation("relu")),
              pool2d("maxPool2d", "The largest value under a window of an image."),
              pool2d("averagePool2d", "The mean value under a window of an image."),
              pool1d("maxPool1d", "The largest value under a window of a sequence."),
              pool1d("averagePool1d", "The mean value under a window of a sequence."),
              new ObjectShape(
                  required(
                      "globalPool",
                      POOLINGS,
                      "The largest or mean value of all positions, each channel for itself.")),
              new ObjectShape(
                  required(
                      "upsample2d",
                      pair(new WholeShape(1, 64)),
                      "How many times each pixel is repeated in each direction.")),
              new ObjectShape(required("flatten", NOTHING, "The same values as a vector.")),
              new ObjectShape(
                  required(
                      "reshape",
                      new ListShape(new WholeShape(1, 1_000_000), 1, 3),
                      "The same values in this shape.")),
              recurrent("rnn", "Width of a simple recurrent layer."),
              recurrent("lstm", "Width of a long short-term memory."),
              recurrent("gru", "Width of a gated recurrent unit."),
              new ObjectShape(
                  required("embedding", WIDTH, "Width of the learned vector of each token."),
                  optional(
                      "vocabulary",
                      new WholeShape(2, 1 << 24),
                      "that of the tokens it reads",
                      "How many tokens there are.")),
              new ObjectShape(
                  required(
                      "position",
                      new NameShape("learned", "sinusoidal"),
                      "Adds to each step of a sequence what says where it is.")),
              new ObjectShape(
                  required(
                      "attention",
                      new ObjectShape(heads(), causal()),
                      "Multi-head attention of a sequence to itself.")),
              new ObjectShape(
                  required(
                      "transformer",
                      new ObjectShape(
                          heads(),
                          optional(
                              "feedForward",
                              WIDTH,
                              "four times the input's width",
                              "Width of the inner dense layer."),
                          causal(),
                          withDefault("dropout", RATE, "0", "Share left out after each part."),
                          activation("gelu")),
                      "A transformer's block, its norms first.")),
              new ObjectShape(
                  required(
                      "residual",
                      LAYERS,
                      "Layers whose output is added to their input; they keep its shape.")),
              new ObjectShape(
                  required(
                      "concat",
                      new MapShape(BRANCH_NAME, BRANCH, 2, 100),
                      "Named branches, each a list of layers; their outputs are joined. An empty"
                          + " list is the input itself.")),
              new ObjectShape(
                  required(
                      "select",
                      TopicKeys.FIELD,
                      "Reads the inputs of one feature alone; the first layer, of the network or of"
                          + " a branch.")),
              new ObjectShape(
                  required("activation", ACTIVATIONS, "An activation as a layer of its own."))));

  private LayerKeys() {}

  private static Key activation(String byDefault) {
    return withDefault("activation", ACTIVATIONS, byDefault, "What follows it.");
  }

  private static WholeShape side() {
    return new WholeShape(1, 1024);
  }

  /** A number for both directions, or [height, width]. */
  private static Shape pair(WholeShape one) {
    return new OneOrListShape(one, new ListShape(one, 2, 2));
  }

  private static Shape padding() {
    return EitherShape.nameOr(new NameShape("same"), new WholeShape(0, 1024));
  }

  private static Key kernel2d() {
    return withDefault("kernel", pair(side()), "3", "Height and width of the window.");
  }

  private static Key stride2d() {
    return withDefault("stride", pair(side()), "1", "Pixels the window moves.");
  }

  private static Key padding2d() {
    return withDefault(
        "padding",
        EitherShape.nameOr(new NameShape("same"), pair(new WholeShape(0, 1024))),
        "0",
        "Zero rows and columns at each side, or `same`: as many as leave an image as large as it"
            + " is, when the stride is 1.");
  }

  private static Key dilation2d() {
    return withDefault("dilation", pair(side()), "1", "Distance of the pixels under the window.");
  }

  private static ObjectShape pool2d(String name, String description) {
    return new ObjectShape(
        required(name, pair(side()), description),
        optional("stride", pair(side()), "as the window", "Pixels the window moves."),
        withDefault(
            "padding",
            pair(new WholeShape(0, 1024)),
            "0",
            "Rows and columns at each side that are not counted."));
  }

  private static ObjectShape pool1d(String name, String description) {
    return new ObjectShape(
        required(name, side(), description),
        optional("stride", side(), "as the window", "Steps the window moves."),
        withDefault(
            "padding", new WholeShape(0, 1024), "0", "Steps at both ends that are not counted."));
  }

  private static ObjectShape recurrent(String name, String description) {
    return new ObjectShape(
        required(name, WIDTH, description),
        withDefault(
            "over",
            new NameShape("row", "stream"),
            "row",
            "What a step is: `row`, a step of the event's own sequence; `stream`, the event itself,"
                + " the state going on from event to event."),
        withDefault(
            "steps",
            new NameShape("last", "all"),
            "last",
            "Which steps of a row's sequence are its output."),
        withDefault(
            "bidirectional",
            new TruthShape(),
            "false",
            "Whether a second set of weights reads the row backward."));
  }

  private static Key heads() {
    return withDefault(
        "heads", new WholeShape(1, 256), "4", "Heads; they divide the input's width.");
  }

  private static Key causal() {
    return withDefault(
        "causal", new TruthShape(), "false", "Whether a step sees only itself and earlier ones.");
  }
}
