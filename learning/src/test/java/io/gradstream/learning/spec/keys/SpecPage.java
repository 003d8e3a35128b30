package io.gradstream.learning.spec.keys;

import io.gradstream.learning.spec.yaml.EitherShape;
import io.gradstream.learning.spec.yaml.Key;
import io.gradstream.learning.spec.yaml.ObjectShape;
import io.gradstream.learning.spec.yaml.Shape;
import io.gradstream.learning.spec.yaml.Variant;
import io.gradstream.learning.spec.yaml.VariantShape;
import java.util.List;
import java.util.Map;

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
      `./mvnw test -pl learning -am -Dtest=SpecPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dgradstream.write=true`.

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
      key:     origin
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

  private static final String LAYERS =
      """

      The layers are read from top to bottom, each what the one before makes; a row is a vector `[width]`, a sequence
      `[steps, width]` or an image `[height, width, channels]`. The first reads the features: the only one in its own shape, or
      all of them side by side as a vector, of which `select` takes the inputs of one. The output layer follows from the
      target and needs a vector (`flatten`, `globalPool` or a recurrent layer make one); for `nextToken` a sequence;
      for `reconstruct` a vector, or what has the shape of the input. The layers of `generate` read noise and make what has as
      many values as an event. One key names the layer:
      """;

  static final Map<String, String> EXAMPLES =
      Map.ofEntries(
          Map.entry("dense", "{dense: 64, activation: gelu}"),
          Map.entry("dropout", "{dropout: 0.1}"),
          Map.entry("layerNorm", "{layerNorm: {}}"),
          Map.entry("rmsNorm", "{rmsNorm: {}}"),
          Map.entry("batchNorm", "{batchNorm: {momentum: 0.05}}"),
          Map.entry("conv2d", "{conv2d: 16, kernel: [3, 5], stride: 2, padding: same}"),
          Map.entry("conv1d", "{conv1d: 32, kernel: 5, dilation: 2}"),
          Map.entry("transposedConv2d", "{transposedConv2d: 8, kernel: 4, stride: 2, padding: 1}"),
          Map.entry("maxPool2d", "{maxPool2d: 2}"),
          Map.entry("averagePool2d", "{averagePool2d: 3, stride: 2, padding: 1}"),
          Map.entry("maxPool1d", "{maxPool1d: 2}"),
          Map.entry("averagePool1d", "{averagePool1d: 2}"),
          Map.entry("globalPool", "{globalPool: average}"),
          Map.entry("upsample2d", "{upsample2d: 2}"),
          Map.entry("flatten", "{flatten: {}}"),
          Map.entry("reshape", "{reshape: [7, 7, 16]}"),
          Map.entry("rnn", "{rnn: 32, over: stream}"),
          Map.entry("lstm", "{lstm: 64, steps: all, bidirectional: true}"),
          Map.entry("gru", "{gru: 64}"),
          Map.entry("embedding", "{embedding: 64}"),
          Map.entry("position", "{position: learned}"),
          Map.entry("attention", "{attention: {heads: 4, causal: true}}"),
          Map.entry("transformer", "{transformer: {heads: 4, causal: true, dropout: 0.1}}"),
          Map.entry("residual", "{residual: [{layerNorm: {}}, {dense: 64}]}"),
          Map.entry(
              "concat",
              "{concat: {image: [{select: pixels}, {flatten: {}}], rest: [{select: age}]}}"),
          Map.entry("select", "{select: pixels}"),
          Map.entry("activation", "{activation: silu}"));

  private static final String RULES =
      """

      ## How fields are read

      A field is read as its uses need it: `numeric` and comparisons with a number need a number, or text that is one, as
      exact decimals are written; `boolean` needs true or false, or 1 or 0; `category`, `key`, ids, classes and comparisons
      with text take text or a whole number; `tokens` take text;
      `numbers` take an array of exactly as many numbers as their shape has, Avro bytes or fixed (a number from 0 to 255
      each), or in JSON base64 text of such bytes, with or without `base64:` before it; `image` and `spectrogram` take a file, as bytes or base64
      text ([pictures and sounds](data.md#pictures-and-sounds)), or the array that it would become; times are numbers in their `unit`, an Avro logical type, or ISO 8601
      text, without a zone in `events.zone`. One field may serve several features, as long as one type serves them all. Time, id and key must be there in every record; a feature may be
      missing or null, and the network is told so.

      Numbers that are times count milliseconds since 1970, or what `events.unit`, `labels.unit` or a time feature's own
      `unit` says: `days`, as databases' connectors count dates, `seconds`, with a fraction as Python's `time.time()` has it or without, `micros` or `nanos`. The unit
      holds in JSON, data files, Avro and queries; text that is a time has none. Where no unit is written, numbers are
      looked at: one that is out of range, and would be a time of 2005 to 2099 in another unit, says so in its message;
      `evaluate` refuses data whose first 100 times all lie in January and February 1970, as seconds do that are taken for
      milliseconds (those of 1973 to 2004 where not all of them would be whole seconds, as made-up times are), or in the
      first minute of all, as numbers of days do, or are dates in digits (20240131, 202401311530), which are written as
      text; a job tells of them (`events.unlikelyTimes`) and uses them as they are.
      `unit: millis` says that such times are meant.

      Avro's schemas say what their values mean, and the writer's schema goes before the reader's: `decimal` (bytes or
      fixed, with the writer's scale) is a number, or text with all its digits; `uuid` (string or fixed) is text; other bytes
      are hexadecimal digits where text is wanted; an enum is text; an array may have nulls in its schema, and is missing
      where it has one. Times: `timestamp-` and `local-timestamp-millis`, `-micros` and `-nanos`, `date`, and as features
      `time-millis` and `time-micros`; each branch of a union counts as it says. So do the types that Kafka Connect and
      Debezium name in `connect.name`: `org.apache.kafka.connect.data.Timestamp`, `Date`, `Time` and `Decimal`,
      `io.debezium.time.Timestamp`, `MicroTimestamp`, `NanoTimestamp`, `Date`, `Time`, `MicroTime`, `NanoTime` and
      `ZonedTimestamp`. A time that is an `int` without any of these, or of a logical type that is not known, needs a
      `unit`. `classes: schema` takes the symbols of the label's enum for the classes, in their order.
      Where a writer's field has another name, an alias of the reader's field finds it, whatever the records are
      called; a field of the very name goes first. Names and defaults of a writer's schema that Avro itself refuses, as
      `user-agent`, do not matter.

      In an envelope (`events.envelope`) names lead into `payload` or `after`, and nothing else of the record is read: to
      read `before` or `source.ts_ms`, write `envelope: none` and whole paths such as `after.amount`. With Avro the schema
      is that of the whole record. A record without a value, and one whose `after` or `payload` is null, says that
      something was deleted: it is left out, no dead letter, and counted (`events.tombstones`). A file of JSON lines
      may hold records in the envelope, or without it. JSON behind the five bytes of Confluent's JSON Schema serializer
      is read past them.

      JSON says what its values mean where a schema goes with it, by the same names of Kafka Connect and Debezium. One that
      Connect writes beside the `payload` is read where `envelope` is `connect` or `debezium`. One that a record names by
      its id is looked up in `registry`, where the spec has one, with all that it refers to; `title`, `connect.parameters`
      and `$ref`, `oneOf`, `anyOf` and `allOf` on the way are understood, nothing is validated. A whole number is then a
      time in its type's unit, and the base64 text of a `Decimal` a number, or text with all its digits. A record that
      names no schema is read as it is; one whose schema the registry does not have, or that cannot be read, is a dead
      letter (`UNKNOWN_SCHEMA`) with the schema's id, subject and the reason. The job keeps what it was told in its state.

      A name with dots is a path: `pickup.zone` is the member `zone` of the object or record `pickup`, also where that
      may be null, or the value of the key `zone` where it is a map. Whatever is null or absent on the way is missing;
      a value or an array in place of an object is a wrong type, for no field is looked for within arrays. In JSON a
      member that has the whole name, dots included, goes first. A dot that is part of a name can be written `\\.`
      (`default\\.payment.next` leads into `default.payment`), a backslash `\\\\`, a dollar sign in front `\\$`. In
      data files the column of that name is read; `feed` writes what a path leads to within objects and records. Queries
      name an input as the spec names the field.

      A name with a dollar sign in front is not in the value but beside it: `$key`, `$header.NAME` (the last header of that
      name), `$topic`, `$partition` and `$timestamp`, the Kafka record's, always in milliseconds: when its producer says it
      was made (`message.timestamp.type=CreateTime`, Kafka's default), or when the broker took it (`LogAppendTime`), as the
      topic is set. They may be features, the key, ids, times and the
      target's field. A key or header is text in UTF-8, read as a data file's cell is, so that `1.5` may be a number; an
      empty one is missing, and bytes that are no such text, as Avro behind a schema id, make the record a dead letter.
      In data files they are columns, or members of JSON lines, of these names: `feed` sends the column `$key` as the
      record's key, and what the learner reads of headers and `$timestamp` as those. In queries they are inputs.

      A feature that is absent is told, not guessed: the job reports for each how many events were without it
      (`missing.FIELD`) and how many features have never been there (`features.never`), and names those once in its log
      after 1,000 events; `evaluate` counts the rows, names a feature that no row has, and refuses a table that is without
      its column.

      A value that breaks its field's rules (text where a number is meant, NaN, an array of another length, a number
      beyond 1e18, a date beyond the year 9999, text of more than 4,096 characters) is set aside: the event goes without
      it, as if the field were absent, and the report counts it by field and reason (`setAside.FIELD.REASON`, `evaluate
      --json`'s `set_aside`, a query's `parameters.set_aside`). Only what must be there makes the record a dead letter: the
      event's id, time, key and label.

      A label in the event that is of no use (`WRONG_TYPE` and the like) goes to the dead letters with the reason, and its
      event is answered all the same. Where the field must be there for something else too, as an id, the record is a dead
      letter as a whole.

      ## Rules between keys

      - Labels on a topic of their own need `events.id` and `labels.id`, and `order: time`. Without `labels.topic` the label
        is a field of the event, and `labels` takes only `field` and `wait`.
      - A label in the event must not be a feature or the key.
      - `publish.format: avro` needs the URL of a registry, `publish.registry` or `events.registry`.
      - `queries.topic` and `queries.replies` are topics that the learner has no other use for.
      - `labels.otherwise: negative` needs a binary target. `labels.settle` is not longer than `labels.wait`.
      - `avro` and `avro-plain` need a schema that has every field the spec names, of a type it can be read from.
      - A learner does not read the topics it writes.
      - `embed` and `capacity` belong to categories; `shape` and `scale` to numbers; `unit` to tokens and times; `length` to tokens, and of them
        `vocabulary` to words and `alphabet` to characters. Tables and layers together have at most 67,108,864 weights.
      - Each layer must fit its input; sequences, images and tokens need a `network`, or members with layers of their own.
      - `pool`, `network`, `learn.replay`, `learn.drift` and `learn.plasticity` combine freely: one network may have a history
        and learn examples again, several may be of any layers. A history, and several members, need classes or a number
        without `from`; `pool.members` and `network` say the same thing twice, so only one of them is written. Members'
        learning rates are those at a learner's rate of 0.001 and follow it in proportion. A number's perceptrons learn its
        change from an anchor by Huber's loss of one unit, whatever `loss` says; networks with layers, and one network with a
        history, by a `loss` that is not `squared`. `replay` is not for one network with a state over the stream, nor for
        events of more than 65,536 inputs.
      - `reconstruct`, `nextToken` and `generate` need no label, so `labels` takes only `wait`. `nextToken` has `tokens` as its
        only feature; `reconstruct` and `generate` take neither categories nor tokens.
      - `drift`: `ddm` needs a target of classes; `inputs.window` is more than twice its `sample`; `patience` is `window` or more;
        a challenger from `current` weights learns at another rate; one from `kept` needs `rollBack`.
      - `learn.start` is for one network without a history, its classes listed; a tensor in the file has the name and shape of
        one of the network's ([graphs of ND4J](nd4j.md)). What the file does not have is drawn, as is a unit that begins anew.
      - `challengers` is for learners without a `key`. Each is the learner's spec with its own keys in place, so all that is
        said here holds for it: `wide: {network: [{dense: 256}]}`, `quick: {learn: {batch: 1}}`. None is called `main`, and none
        is what the champion is ([what they are for](operations.md#challengers)).
      - Files are named relative to the spec's folder, as UTF-8 text of at most 1 MiB, weights 8 MiB.
      - YAML is 1.2 (`yes` and `no` are text), one document, without anchors, aliases and tags.
      """;

  private final StringBuilder page = new StringBuilder(INTRODUCTION);

  private SpecPage() {}

  static String markdown() {
    SpecPage page = new SpecPage();
    page.table("Keys", Declaration.SPEC);
    page.table("events", TopicKeys.EVENTS);
    page.table("labels", TopicKeys.LABELS);
    page.table("queries", TopicKeys.QUERIES);
    page.table("features, each", FeatureKeys.FEATURE);
    page.table("target, one of " + oneOf(TargetKeys.TARGET), TargetKeys.TARGET);
    page.table("target.classes, of classes that are met as labels come", ClassKeys.MET);
    page.table("target.alarms, of regression and reconstruct", TargetKeys.ALARM_RATE);
    page.table("target.reconstruct", TargetKeys.RECONSTRUCT);
    page.table("target.nextToken", TargetKeys.NEXT_TOKEN);
    page.table("target.generate", TargetKeys.GENERATE);
    page.layers();
    page.table("pool", PoolKeys.POOL);
    page.members();
    page.table("learn", LearnKeys.LEARN);
    page.variants("learn.optimizer", LearnKeys.OPTIMIZER);
    page.variants("learn.schedule", LearnKeys.SCHEDULE);
    page.table("learn.clip, one of " + oneOf(LearnKeys.CLIP), LearnKeys.CLIP);
    page.drift();
    page.table("learn.plasticity", PlasticityKeys.PLASTICITY);
    page.table("learn.plasticity.continualBackprop", PlasticityKeys.CONTINUAL_BACKPROP);
    page.table("learn.plasticity.shrinkAndPerturb", PlasticityKeys.SHRINK_AND_PERTURB);
    page.table("challengers, each", ChallengerKeys.CHALLENGER);
    page.table("publish", SettingsKeys.PUBLISH);
    page.table("publish.snapshots", SettingsKeys.SNAPSHOTS);
    page.table("limits", SettingsKeys.LIMITS);
    return page.page.append(RULES).toString();
  }

  /** Keys of an object, or of all variants of one; none of another shape. */
  static List<Key<?>> keys(Shape<?> declared) {
    Shape<?> shape = declared.bare();
    if (shape instanceof ObjectShape<?> object) {
      return object.keys();
    }
    if (shape instanceof EitherShape<?> either) {
      return keys(either.second());
    }
    return shape instanceof VariantShape<?> variants ? keys(variants) : List.of();
  }

  private static List<Key<?>> keys(VariantShape<?> shape) {
    return shape.variants().stream().<Key<?>>flatMap(variant -> variant.keys().stream()).toList();
  }

  private static String oneOf(VariantShape<?> shape) {
    return String.join(", ", shape.kinds());
  }

  private void variants(String title, VariantShape<?> shape) {
    table(title + ", one of " + oneOf(shape), shape);
    for (Key<?> variant : keys(shape)) {
      if (!keys(variant.shape()).isEmpty()) {
        table(title + "." + variant.name(), variant.shape());
      }
    }
  }

  /** A layer's own key and those beside it, kind by kind, with an example of each. */
  private void layers() {
    page.append("\n## network, each layer\n").append(LAYERS);
    for (Variant<?> layer : LayerKeys.LAYER.variants()) {
      String kind = layer.kind();
      page.append("\n### ").append(kind).append("\n\n`").append(EXAMPLES.get(kind)).append("`\n");
      rows(VariantShape.of(layer));
      if (!keys(layer.keys().get(0).shape()).isEmpty()) {
        page.append("\nOf `").append(kind).append("`:\n");
        rows(layer.keys().get(0).shape());
      }
    }
  }

  private void drift() {
    table("learn.drift, or `off`", DriftKeys.DRIFT);
    for (Key<?> key : DriftKeys.DRIFT.keys()) {
      if (!keys(key.shape()).isEmpty()) {
        table("learn.drift." + key.name() + ", or `off`", key.shape());
      }
    }
  }

  private void members() {
    table("pool.members, each one of " + oneOf(PoolKeys.MEMBER), PoolKeys.MEMBER);
  }

  private void table(String title, Shape<?> shape) {
    page.append("\n## ").append(title).append("\n");
    rows(shape);
  }

  private void rows(Shape<?> shape) {
    page.append("\n| key | must be | without it | what it is |\n|---|---|---|---|\n");
    for (Key<?> key : keys(shape)) {
      page.append(
          "| `%s` | %s | %s | %s |\n"
              .formatted(key.name(), key.shape().words(), without(key, shape), key.description()));
    }
  }

  private static String without(Key<?> key, Shape<?> object) {
    if (object instanceof VariantShape<?> variants && variants.kinds().contains(key.name())) {
      return variants.kinds().size() == 1 ? "*required*" : "*one of them is required*";
    }
    if (key.absence() instanceof Key.Default byDefault) {
      return "`" + byDefault.yaml() + "`";
    }
    return key.absence() instanceof Key.Unset unset ? unset.meaning() : "*required*";
  }
}
