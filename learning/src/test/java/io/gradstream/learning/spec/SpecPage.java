package io.gradstream.learning.spec;

import java.util.List;

/** Writes the reference page of learner specs from their declaration. */
final class SpecPage {

  private static final String INTRODUCTION =
      """
      # The learner spec

      A learner is a YAML file: what to read, what to predict, with which network. Every key that is not marked
      *required* has a default that works. `gradstream validate FILE` names every error with its line, the rule that is broken
      and a way out. `docs/learner-spec.schema.json` is the same declaration as JSON Schema (draft 2020-12), for completion
      and checks in an editor: put `# yaml-language-server: $schema=PATH` on the first line of a spec.

      This page and the schema are generated; after a change of the declaration write them anew with
      `./mvnw test -pl learning -Dtest=SpecPageTest -Dgradstream.write=true`.

      ## The smallest spec

      ```yaml
      learner: smallest
      events: {topic: clicks}                       # JSON objects
      features: [{field: seconds, as: numeric}]
      target: {binary: bought}                      # a boolean field of the event: null or absent asks for a prediction only
      ```

      ## A large one

      ```yaml
      specVersion: 1
      learner: flight-delays
      seed: 7
      events:  {topic: flights, format: avro, schema: flight.avsc, registry: registry, time: scheduled, id: flightId}
      labels:  {topic: arrivals, schema: arrival.avsc, id: flightId, time: landed, wait: 24h, otherwise: drop}
      key:     airline
      features:
        - {field: scheduled, as: [timeOfDay, dayOfWeek]}
        - {field: distance, as: numeric}
        - {field: origin, as: category, embed: 8, capacity: 500}
      target:  {binary: "delayMinutes > 15"}
      network: [{dense: 64, activation: relu}, {dense: 32, activation: relu}]
      learn:   {optimizer: {adam: {learningRate: 0.001}}, batch: 32}
      publish: {snapshots: {every: 1s, atMostPerSecond: 100}, predictions: true}
      limits:  {keys: 1000000, categories: 4096, waiting: 10000000}
      ```
      """;

  private static final String RULES =
      """

      ## How fields are read

      A field is read as its uses need it: `numeric` and comparisons with a number need a number; `boolean` needs true or
      false; `category`, `key`, ids, classes and comparisons with text take text or a whole number; times are epoch
      milliseconds, an Avro logical type, or ISO 8601 text, without a zone in `events.zone`. One field may serve several
      features, as long as one type serves them all. Time, id and key must be there in every record; a feature may be
      missing or null, and the network is told so.

      ## Rules between keys

      - Labels on a topic of their own need `events.id` and `labels.id`, and `order: time`. Without `labels.topic` the label
        is a field of the event, and `labels` takes only `field` and `wait`.
      - A label in the event must not be a feature or the key.
      - `labels.otherwise: negative` needs a binary target. `labels.settle` is not longer than `labels.wait`.
      - `avro` and `avro-plain` need a schema that has every field the spec names, of a type it can be read from.
      - A learner does not read the topics it writes.
      - `embed` and `capacity` belong to categories. All category tables together, and all layers together, have at most
        67,108,864 weights.
      - Files are named relative to the spec's folder, as UTF-8 text of at most 1 MiB.
      - YAML is 1.2 (`yes` and `no` are text), one document, without anchors, aliases and tags.
      """;

  private final StringBuilder page = new StringBuilder(INTRODUCTION);

  private SpecPage() {}

  static String markdown() {
    SpecPage page = new SpecPage();
    page.table("Keys", Declaration.SPEC);
    page.table("events", TopicKeys.EVENTS);
    page.table("labels", TopicKeys.LABELS);
    page.table("features, each", ModelKeys.FEATURE);
    page.table("target, one of binary, classes, regression", ModelKeys.TARGET);
    page.table("network, each layer", ModelKeys.LAYER);
    page.table("learn", ModelKeys.LEARN);
    page.table("learn.optimizer, one of adam, sgd, momentum", ModelKeys.OPTIMIZER);
    for (Key optimizer : keys(ModelKeys.OPTIMIZER)) {
      page.table("learn.optimizer." + optimizer.name(), optimizer.shape());
    }
    page.table("publish", Declaration.PUBLISH);
    page.table("publish.snapshots", Declaration.SNAPSHOTS);
    page.table("limits", Declaration.LIMITS);
    return page.page.append(RULES).toString();
  }

  /** Keys of an object, or of all variants of one; none of another shape. */
  static List<Key> keys(Shape shape) {
    if (shape instanceof ObjectShape object) {
      return object.keys();
    }
    return shape instanceof VariantShape variants
        ? variants.variants().stream().flatMap(variant -> variant.keys().stream()).toList()
        : List.of();
  }

  private void table(String title, Shape shape) {
    page.append("\n## ").append(title).append("\n\n");
    page.append("| key | must be | without it | what it is |\n|---|---|---|---|\n");
    for (Key key : keys(shape)) {
      page.append(
          "| `%s` | %s | %s | %s |\n"
              .formatted(key.name(), key.shape().words(), without(key, shape), key.description()));
    }
  }

  private static String without(Key key, Shape object) {
    if (object instanceof VariantShape variants && variants.kinds().contains(key.name())) {
      return variants.kinds().size() == 1 ? "*required*" : "*one of them is required*";
    }
    if (key.absence() instanceof Key.Default byDefault) {
      return "`" + byDefault.yaml() + "`";
    }
    return key.absence() instanceof Key.Unset unset ? unset.meaning() : "*required*";
  }
}
