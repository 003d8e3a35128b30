package io.gradstream.learning.spec;

import static io.gradstream.learning.spec.Key.optional;
import static io.gradstream.learning.spec.Key.required;
import static io.gradstream.learning.spec.Key.withDefault;

import io.gradstream.features.EventDecoders;
import java.util.regex.Pattern;

/**
 * Every key of a learner spec, declared once: validation, the JSON Schema and the reference page
 * all follow from here. Rules between keys are in {@link RulesBetweenKeys}.
 */
final class Declaration {

  private static final TextShape FIELD =
      new TextShape(
          "the name of a field", "[^\\u0000-\\u001F]{1,200}", "Write the field's name as text.");
  private static final TextShape FILE =
      new TextShape(
          "the name of a file", "[^\\u0000-\\u001F]{1,500}", "Write it relative to the spec.");
  private static final TextShape TOPIC =
      new TextShape(
          "a Kafka topic's name (letters, digits, . _ -)",
          "(?!\\.{1,2}$)[a-zA-Z0-9._-]{1,249}",
          "Write the topic's name.");
  private static final TextShape REGISTRY =
      new TextShape(
          "the URL of a schema registry or the name of a folder",
          "[^\\u0000-\\u001F]{1,500}",
          "Write http://HOST:PORT, or a folder of ID.avsc files beside the spec.");
  private static final NameShape FORMAT = new NameShape("json", "avro", "avro-plain");
  private static final NumberShape LEARNING_RATE = new NumberShape(1e-9, 1);

  static final ObjectShape EVENTS =
      new ObjectShape(
          required("topic", TOPIC, "The Kafka topic of events."),
          withDefault(
              "format",
              FORMAT,
              "json",
              "How values are written: `json`, one object each; `avro`, binary behind a schema id"
                  + " (Confluent framing, or the id in a header); `avro-plain`, binary written with"
                  + " exactly `schema`."),
          optional(
              "schema",
              FILE,
              "none, and `avro` and `avro-plain` need one",
              "The Avro schema's file, relative to the spec. Its fields are what the learner reads;"
                  + " writers with other schemas are resolved to it by name."),
          optional(
              "registry",
              REGISTRY,
              "the folder `registry`, with `format: avro`",
              "Where schema ids lead, with `format: avro`: a registry's URL, or a folder of"
                  + " `ID.avsc` files that travel with the spec."),
          optional(
              "time",
              FIELD,
              "the Kafka record's timestamp",
              "The field that holds the event's time."),
          optional(
              "id",
              FIELD,
              "events have no id, and none is found to be a duplicate",
              "The field that holds the event's id; labels on a topic of their own join by it."),
          withDefault(
              "zone",
              new TextShape(
                  "a time zone, for instance UTC or Europe/Berlin",
                  "[A-Za-z0-9/+_:-]{1,64}",
                  "Write UTC, an offset such as +02:00 or a name such as Europe/Berlin."),
              "UTC",
              "The zone of times that are written without one, and of the parts of times."),
          withDefault(
              "order",
              new NameShape("time", "arrival"),
              "time",
              "In which order examples are learned: `time`, by event time, the same after any"
                  + " crash; `arrival`, as they come, for labels in the event when each key keeps"
                  + " to one partition."),
          optional(
              "idle",
              new SpanShape("100ms", "1d"),
              "never, which is part of the exactly-once promise",
              "The wall-clock time after which a silent partition no longer holds back the"
                  + " others."));

  static final ObjectShape LABELS =
      new ObjectShape(
          optional(
              "topic",
              TOPIC,
              "the label is a field of the event itself",
              "The Kafka topic of labels, joined to events by id."),
          optional("format", FORMAT, "as `events.format`", "As `events.format`, for labels."),
          optional(
              "schema",
              FILE,
              "none, and `avro` and `avro-plain` need one",
              "As `events.schema`, for labels."),
          optional("registry", REGISTRY, "as `events.registry`", "As `events.registry`."),
          optional(
              "id",
              FIELD,
              "an error when `labels.topic` is given",
              "The label's field that holds the event's id."),
          optional(
              "time",
              FIELD,
              "the Kafka record's timestamp",
              "The label's field that holds the time at which it became known."),
          optional(
              "field",
              FIELD,
              "the field that `target` names",
              "The field of the label's value. `target` names it already; given here as well, both"
                  + " must agree."),
          withDefault(
              "wait",
              new SpanShape("1ms", "365d"),
              "24h",
              "How long an event waits for its label, and an id is remembered, in event time."),
          withDefault(
              "otherwise",
              new NameShape("drop", "negative"),
              "drop",
              "What becomes of an event whose label did not come in time: `drop`, it is not"
                  + " learned; `negative`, it is learned as the negative class (binary targets)."));

  private static final NameShape TIME_PARTS =
      new NameShape("timeOfDay", "dayOfWeek", "dayOfYear", "month");

  static final ObjectShape FEATURE =
      new ObjectShape(
          required("field", FIELD, "The event's field."),
          required(
              "as",
              new OneOrListShape(
                  new NameShape(
                      "numeric",
                      "boolean",
                      "category",
                      "timeOfDay",
                      "dayOfWeek",
                      "dayOfYear",
                      "month"),
                  new ListShape(TIME_PARTS, 1, 4)),
              "What it becomes: `numeric`, a number scaled online; `boolean`; `category`, a row of"
                  + " an embedding table, learned; or parts of a time, one or a list of"
                  + " `timeOfDay`, `dayOfWeek`, `dayOfYear`, `month`."),
          optional(
              "embed", new WholeShape(1, 256), "8, for a category", "Width of a category's row."),
          optional(
              "capacity",
              new WholeShape(1, 1_000_000),
              "as `limits.categories`, for a category",
              "Values of a category held at once; a new one takes the row of the one not seen for"
                  + " longest."));

  static final VariantShape TARGET =
      new VariantShape(
          new ObjectShape(
              required(
                  "binary",
                  new TextShape(
                      "a boolean field, or FIELD OPERATOR CONSTANT",
                      "[^\\u0000-\\u001F]{1,500}",
                      "Write for instance \"delayMinutes > 15\"."),
                  "Two outcomes: a boolean field, or a field compared by `>`, `>=`, `<`, `<=`,"
                      + " `==` or `!=` with a number, a quoted text, `true` or `false`.")),
          new ObjectShape(
              required(
                  "classes",
                  new ListShape(
                      new TextShape(
                          "a class's name",
                          Pattern.compile("[^\\u0000-\\u001F]{1,200}"),
                          true,
                          "Write it as text."),
                      2,
                      1000),
                  "The classes by name, in the order of the predictions."),
              required("field", FIELD, "The field that holds the class's name.")),
          new ObjectShape(required("regression", FIELD, "The field that holds the number.")));

  static final VariantShape LAYER =
      new VariantShape(
          new ObjectShape(
              required("dense", new WholeShape(1, 8192), "Width of a fully connected layer."),
              withDefault(
                  "activation",
                  new NameShape("relu", "tanh", "sigmoid", "linear"),
                  "relu",
                  "What follows it.")));

  static final VariantShape OPTIMIZER =
      new VariantShape(
          new ObjectShape(
              required(
                  "adam",
                  new ObjectShape(
                      withDefault("learningRate", LEARNING_RATE, "0.001", "Size of a step."),
                      withDefault(
                          "beta1",
                          new NumberShape(0, 0.99999),
                          "0.9",
                          "Decay of the first moment."),
                      withDefault(
                          "beta2",
                          new NumberShape(0, 0.99999),
                          "0.999",
                          "Decay of the second moment."),
                      withDefault(
                          "epsilon",
                          new NumberShape(1e-10, 0.1),
                          "0.00000001",
                          "Keeps the division finite.")),
                  "Adam (Kingma and Ba 2015).")),
          new ObjectShape(
              required(
                  "sgd",
                  new ObjectShape(
                      withDefault("learningRate", LEARNING_RATE, "0.01", "Size of a step.")),
                  "Plain gradient descent.")),
          new ObjectShape(
              required(
                  "momentum",
                  new ObjectShape(
                      withDefault("learningRate", LEARNING_RATE, "0.01", "Size of a step."),
                      withDefault(
                          "momentum",
                          new NumberShape(0, 0.99999),
                          "0.9",
                          "How much of the last step goes on.")),
                  "Gradient descent with momentum.")));

  static final ObjectShape LEARN =
      new ObjectShape(
          withDefault("optimizer", OPTIMIZER, "{adam: {}}", "How gradients become steps."),
          withDefault("batch", new WholeShape(1, 65_536), "32", "Examples in a mini-batch."));

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

  static final ObjectShape SPEC =
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
          required("events", EVENTS, "Where events come from."),
          withDefault("labels", LABELS, "{}", "Where labels come from."),
          optional(
              "key",
              FIELD,
              "a single model",
              "The event's field that picks the model: one network per value."),
          required("features", new ListShape(FEATURE, 1, 1000), "What the network sees."),
          required("target", TARGET, "What is predicted; the output layer follows from it."),
          withDefault(
              "network",
              new ListShape(LAYER, 0, 16),
              "[{dense: 64}, {dense: 32}]",
              "The hidden layers, first to last."),
          withDefault("learn", LEARN, "{}", "How it learns."),
          withDefault("publish", PUBLISH, "{}", "What is published."),
          withDefault("limits", LIMITS, "{}", "What must not grow without bound."));

  private Declaration() {}
}
