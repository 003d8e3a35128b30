package io.gradstream.learning.spec.keys;

import static io.gradstream.learning.spec.keys.TopicKeys.FIELD;
import static io.gradstream.learning.spec.yaml.Key.optional;
import static io.gradstream.learning.spec.yaml.Key.required;
import static io.gradstream.learning.spec.yaml.Key.withDefault;

import io.gradstream.features.decode.EventDecoders;
import io.gradstream.learning.spec.yaml.Findings;
import io.gradstream.learning.spec.yaml.InvalidSpecException;
import io.gradstream.learning.spec.yaml.ListShape;
import io.gradstream.learning.spec.yaml.NameShape;
import io.gradstream.learning.spec.yaml.ObjectShape;
import io.gradstream.learning.spec.yaml.Place;
import io.gradstream.learning.spec.yaml.Section;
import io.gradstream.learning.spec.yaml.SpanShape;
import io.gradstream.learning.spec.yaml.TextShape;
import io.gradstream.learning.spec.yaml.TruthShape;
import io.gradstream.learning.spec.yaml.WholeShape;
import io.gradstream.learning.spec.yaml.YamlReader;
import io.gradstream.learning.spec.yaml.YamlValue;

/**
 * Every key of a learner spec, declared once: validation, the JSON Schema and the reference page
 * all follow from here.
 */
public final class Declaration {

  static final ObjectShape SNAPSHOTS =
      new ObjectShape(
          withDefault(
              "every", new SpanShape("10ms", "1d"), "1s", "Wall-clock interval of snapshots."),
          withDefault(
              "atMostPerSecond",
              new WholeShape(1, 100_000),
              "100",
              "Most snapshots a second, over all keys of a subtask."),
          withDefault(
              "inlineBytes",
              new WholeShape(0, 10_000_000),
              "700000",
              "Largest snapshot that goes on the topic itself, below the broker's record limit;"
                  + " larger ones become files."));

  static final ObjectShape PUBLISH =
      new ObjectShape(
          withDefault("snapshots", SNAPSHOTS, "{}", "When models are published."),
          withDefault("predictions", new TruthShape(), "true", "Whether predictions are."),
          withDefault(
              "delivery",
              new NameShape("at-least-once", "exactly-once"),
              "at-least-once",
              "Of predictions: `at-least-once`, at once; `exactly-once`, in Kafka transactions,"
                  + " visible after a checkpoint."));

  static final ObjectShape LIMITS =
      new ObjectShape(
          withDefault("keys", new WholeShape(1, 100_000_000), "1000000", "Models of one job."),
          withDefault(
              "categories",
              new WholeShape(1, 1_000_000),
              "4096",
              "Capacity of a category that names none."),
          withDefault(
              "waiting",
              new WholeShape(1, 1_000_000_000),
              "10000000",
              "Events and labels that wait in one subtask."),
          withDefault(
              "recordBytes",
              new WholeShape(100, EventDecoders.MOST_BYTES),
              "1048576",
              "Largest record that is read; larger ones become dead letters."));

  public static final ObjectShape SPEC =
      new ObjectShape(
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
              "features", new ListShape(FeatureKeys.FEATURE, 1, 10_000), "What the network sees."),
          required(
              "target", TargetKeys.TARGET, "What is predicted; the output layer follows from it."),
          withDefault(
              "network",
              new ListShape(LayerKeys.LAYER, 0, LayerKeys.MOST_LAYERS),
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
          withDefault("publish", PUBLISH, "{}", "What is published."),
          withDefault("limits", LIMITS, "{}", "What must not grow without bound."));

  private Declaration() {}

  /**
   * Reads a spec's text into its checked values, defaults included.
   *
   * @throws InvalidSpecException when it is not even an object of keys; every other error is found
   */
  public static Section check(String text, Findings findings) {
    YamlValue spec = YamlReader.read(text, findings);
    return SPEC.check(spec, new Place("", Math.max(1, spec.line())), findings)
        .map(Section.class::cast)
        .orElseThrow(findings::asException);
  }
}
