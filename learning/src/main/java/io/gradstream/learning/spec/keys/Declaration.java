package io.gradstream.learning.spec.keys;

import static io.gradstream.learning.spec.keys.TopicKeys.FIELD;
import static io.gradstream.learning.spec.yaml.Key.optional;
import static io.gradstream.learning.spec.yaml.Key.required;
import static io.gradstream.learning.spec.yaml.Key.withDefault;

import io.gradstream.learning.spec.yaml.ListShape;
import io.gradstream.learning.spec.yaml.ObjectShape;
import io.gradstream.learning.spec.yaml.Section;
import io.gradstream.learning.spec.yaml.TextShape;
import io.gradstream.learning.spec.yaml.WholeShape;

/**
 * Every key of a learner spec, declared once: validation, the JSON Schema and the reference page
 * all follow from here.
 */
public final class Declaration {

  public static final ObjectShape<Section> SPEC =
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
          optional(
              "network",
              new ListShape<>(LayerKeys.LAYER, 0, LayerKeys.MOST_LAYERS),
              "several networks (`pool.members`) for classes and numbers whose features are single"
                  + " values, otherwise `[{dense: 64}, {dense: 32}]`",
              "The hidden layers of one network, first to last."),
          withDefault(
              "pool",
              PoolKeys.POOL,
              "{}",
              "What stands around the networks, one or several: a history of the events and their"
                  + " labels as features, examples learned again, and who answers together."),
          withDefault("learn", LearnKeys.LEARN, "{}", "How it learns."),
          optional(
              "queries",
              TopicKeys.QUERIES,
              "the query service alone is asked",
              "Where it is asked over Kafka: each record is an event that wants only an answer,"
                  + " given by the model of its key as it stands in the job."),
          ChallengerKeys.CHALLENGERS,
          withDefault("publish", SettingsKeys.PUBLISH, "{}", "What is published."),
          withDefault("limits", SettingsKeys.LIMITS, "{}", "What must not grow without bound."));

  private Declaration() {}
}
