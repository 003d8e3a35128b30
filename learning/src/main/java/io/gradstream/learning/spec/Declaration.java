package io.gradstream.learning.spec;

import static io.gradstream.learning.spec.Key.optional;
import static io.gradstream.learning.spec.Key.required;
import static io.gradstream.learning.spec.Key.withDefault;
import static io.gradstream.learning.spec.TopicKeys.FIELD;

/**
 * Every key of a learner spec, declared once: validation, the JSON Schema and the reference page
 * all follow from here.
 */
final class Declaration {

  static final ObjectShape<Section> SPEC =
      ObjectShape.of(
          withDefault("specVersion", new WholeShape(1, 1), "1", "Version of this format."),
          required(
              "learner",
              new TextShape(
                  "a name of 1..63 small letters, digits and -, a letter first",
                  "[a-z][a-z0-9-]{0,62}",
                  "Write for instance flight-delays."),
              "The learner's name; topics, consumer group and service paths start with it."),
          withDefault(
              "seed",
              new WholeShape(0, 9_007_199_254_740_991L),
              "1",
              "Same seed, same events: same weights."),
          required("events", TopicKeys.EVENTS, "Where events come from."),
          withDefault("labels", TopicKeys.LABELS, "{}", "Where labels come from."),
          optional(
              "key",
              FIELD,
              "a single model",
              "The event's field that picks the model: one network per value."),
          required(
              "features",
              new ListShape<>(FeatureKeys.FEATURE, 1, 10_000),
              "What the network sees."),
          required(
              "target", TargetKeys.TARGET, "What is predicted; the output layer follows from it."),
          withDefault(
              "network",
              new ListShape<>(LayerKeys.LAYER, 0, LayerKeys.MOST_LAYERS),
              "[{dense: 64}, {dense: 32}]",
              "The hidden layers of one network, first to last. Without it, and without what"
                  + " `learn` says of one network, a pool learns where it can."),
          withDefault(
              "pool",
              PoolKeys.POOL,
              "{}",
              "Networks of several depths and rates that answer together, over a history of the"
                  + " events and their labels: the default for classes and numbers, with features"
                  + " that are single values."),
          withDefault("learn", LearnKeys.LEARN, "{}", "How it learns."),
          withDefault("publish", SettingsKeys.PUBLISH, "{}", "What is published."),
          withDefault("limits", SettingsKeys.LIMITS, "{}", "What must not grow without bound."));

  private Declaration() {}
}
