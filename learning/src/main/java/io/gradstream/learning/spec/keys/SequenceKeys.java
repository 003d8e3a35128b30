package io.gradstream.learning.spec.keys;

import static io.gradstream.learning.spec.keys.LayerRows.WIDTH;
import static io.gradstream.learning.spec.keys.LayerRows.layer;
import static io.gradstream.learning.spec.yaml.Key.optional;
import static io.gradstream.learning.spec.yaml.Key.required;
import static io.gradstream.learning.spec.yaml.Key.withDefault;

import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.learning.spec.yaml.Key;
import io.gradstream.learning.spec.yaml.Keys;
import io.gradstream.learning.spec.yaml.NameShape;
import io.gradstream.learning.spec.yaml.TruthShape;
import io.gradstream.learning.spec.yaml.Variant;
import io.gradstream.learning.spec.yaml.WholeShape;
import io.gradstream.network.spec.RecurrentSpec;
import io.gradstream.network.spec.RecurrentSpec.Cell;
import io.gradstream.network.spec.SequenceSpec;
import java.util.List;
import java.util.Optional;

/** Keys of the layers of sequences, one row each. */
final class SequenceKeys {

  static final List<Variant<LayerForm>> ROWS =
      List.of(
          recurrent("rnn", Cell.RNN, "Width of a simple recurrent layer."),
          recurrent("lstm", Cell.LSTM, "Width of a long short-term memory."),
          recurrent("gru", Cell.GRU, "Width of a gated recurrent unit."),
          new Variant<>(
              Keys.of(
                  required("embedding", WIDTH, "Width of the learned vector of each token."),
                  optional(
                      "vocabulary",
                      new WholeShape(2, 1 << 24).asInt(),
                      "that of the tokens it reads",
                      "How many tokens there are."),
                  (width, vocabulary) ->
                      site ->
                          new SequenceSpec.TokenEmbedding(vocabulary(vocabulary, site), width))),
          layer(
              required(
                      "position",
                      NameShape.all(SequenceSpec.Position.Kind.class),
                      "Adds to each step of a sequence what says where it is.")
                  .as(SequenceSpec.Position::new)),
          layer(
              "attention",
              "Multi-head attention of a sequence to itself.",
              Keys.of(heads(), causal(), SequenceSpec.Attention::new)));

  private SequenceKeys() {}

  static Key<Integer> heads() {
    return withDefault(
        "heads", new WholeShape(1, 256).asInt(), "4", "Heads; they divide the input's width.");
  }

  static Key<Boolean> causal() {
    return withDefault(
        "causal", new TruthShape(), "false", "Whether a step sees only itself and earlier ones.");
  }

  private static Variant<LayerForm> recurrent(String name, Cell cell, String description) {
    return layer(
        Keys.of(
            required(name, WIDTH, description),
            withDefault(
                "over",
                NameShape.all(RecurrentSpec.Over.class),
                "row",
                "What a step is: `row`, a step of the event's own sequence; `stream`, the event"
                    + " itself, the state going on from event to event."),
            withDefault(
                "steps",
                NameShape.all(RecurrentSpec.Steps.class),
                "last",
                "Which steps of a row's sequence are its output."),
            withDefault(
                "bidirectional",
                new TruthShape(),
                "false",
                "Whether a second set of weights reads the row backward."),
            (width, over, steps, bidirectional) ->
                new RecurrentSpec(cell, width, over, steps, bidirectional)));
  }

  private static int vocabulary(Optional<Integer> declared, LayerForm.Site site) {
    return declared
        .or(() -> site.tokens().map(FeatureSpec.Tokens::vocabulary))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "embedding expects the tokens of one feature, or its vocabulary; its input is "
                        + site.input()));
  }
}
