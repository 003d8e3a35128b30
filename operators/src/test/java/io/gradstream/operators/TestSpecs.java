package io.gradstream.operators;

import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.read.SpecReader;
import java.util.Map;

/**
 * Learner specs of the tests: is a trip late? One small network for each place, batches of four.
 */
public final class TestSpecs {

  private static final String COMMON =
      """
      features:
        - {field: distance, as: numeric}
        - {field: carrier, as: category, embed: 2, capacity: 3}
      target: {binary: late}
      network: [{dense: 6, activation: relu}]
      learn: {optimizer: {adam: {learningRate: 0.01}}, batch: 4}
      publish: {snapshots: {every: 100ms, atMostPerSecond: PER_SECOND}}
      limits: {keys: KEYS, waiting: WAITING}
      """;

  private static final String HEAD =
      """
      specVersion: 1
      learner: trips
      seed: 7
      key: place
      events: {topic: trips, time: when, id: id, order: ORDER}
      """;

  private TestSpecs() {}

  /** The label stands in the event; learned in position order. */
  public static SpecBundle inEvent() {
    return inEvent("time");
  }

  /** The label stands in the event; learned as the events arrive. */
  public static SpecBundle onArrival() {
    return inEvent("arrival");
  }

  private static SpecBundle inEvent(String order) {
    return bundle(HEAD.replace("ORDER", order) + "labels: {wait: 1h}\n" + COMMON);
  }

  /** The label comes on a topic of its own, within a minute of event time. */
  public static SpecBundle ownTopic() {
    return bundle(
        HEAD.replace("ORDER", "time")
            + "labels: {topic: arrivals, id: id, time: landed, wait: 1m}\n"
            + COMMON);
  }

  /** The same learner of events in Avro, whose schemas a registry has. */
  public static SpecBundle withRegistry(SpecBundle spec, String url) {
    String schema =
        """
        {"type": "record", "name": "Trip", "fields": [
          {"name": "when", "type": {"type": "long", "logicalType": "timestamp-millis"}},
          {"name": "id", "type": "string"}, {"name": "place", "type": "string"},
          {"name": "distance", "type": "double"}, {"name": "carrier", "type": "string"},
          {"name": "late", "type": "boolean"}]}
        """;
    String text =
        spec.text()
            .replace(
                "{topic: trips,",
                "{topic: trips, format: avro, schema: t.avsc, registry: \"" + url + "\",");
    return new SpecBundle(spec.name(), text, Map.of("t.avsc", schema));
  }

  /** The same learner, asked over Kafka. */
  static SpecBundle withQueries(SpecBundle spec) {
    return new SpecBundle(spec.name(), spec.text() + "queries: {topic: asks}\n", spec.files());
  }

  /** The same learner with at most so many models. */
  public static SpecBundle withKeys(SpecBundle spec, int keys) {
    return replaced(spec, "keys: 1000", "keys: " + keys);
  }

  /** The same learner with at most so many records that wait. */
  public static SpecBundle withWaiting(SpecBundle spec, int waiting) {
    return replaced(spec, "waiting: 100000", "waiting: " + waiting);
  }

  /** The same learner with at most so many snapshots a second. */
  public static SpecBundle withSnapshotsPerSecond(SpecBundle spec, int snapshots) {
    return replaced(spec, "atMostPerSecond: 100", "atMostPerSecond: " + snapshots);
  }

  /** The same learner whose every snapshot is a file. */
  public static SpecBundle withSnapshotFiles(SpecBundle spec) {
    return replaced(spec, "every: 100ms", "every: 100ms, inlineBytes: 0");
  }

  /** The same learner with a category table of that size. */
  public static SpecBundle withTable(SpecBundle spec, int rows, int width) {
    return replaced(
        spec, "embed: 2, capacity: 3", "embed: %d, capacity: %d".formatted(width, rows));
  }

  /** The same learner of a named outcome, which the trips do not have. */
  static SpecBundle withClasses(SpecBundle spec) {
    return replaced(spec, "{binary: late}", "{classes: [early, late], field: outcome}");
  }

  /** The same learner of another target. */
  static SpecBundle withTarget(SpecBundle spec, String target) {
    return replaced(spec, "target: {binary: late}", "target: " + target);
  }

  /** The same learner of other events. */
  static SpecBundle withTopic(SpecBundle spec, String topic) {
    return replaced(spec, "topic: trips", "topic: " + topic);
  }

  /** The same learner with another model key. */
  static SpecBundle withKey(SpecBundle spec, String key) {
    return replaced(spec, "key: place\n", key.isEmpty() ? "" : "key: " + key + "\n");
  }

  /** The same learner with another learning rate. */
  static SpecBundle withLearningRate(SpecBundle spec, String rate) {
    return replaced(spec, "learningRate: 0.01", "learningRate: " + rate);
  }

  /** The same learner that publishes at another interval. */
  static SpecBundle withSnapshotsEvery(SpecBundle spec, String every) {
    return replaced(spec, "every: 100ms", "every: " + every);
  }

  /** The same learner with a layer of another width. */
  static SpecBundle withWidth(SpecBundle spec, int width) {
    return replaced(spec, "{dense: 6,", "{dense: " + width + ",");
  }

  /** The same learner with one more feature, between those it has. */
  static SpecBundle withPassengers(SpecBundle spec) {
    String distance = "  - {field: distance, as: numeric}\n";
    return replaced(spec, distance, distance + "  - {field: passengers, as: numeric}\n");
  }

  /** The same learner with everything that a step carries on to the next. */
  public static SpecBundle carryingOn(SpecBundle spec) {
    SpecBundle network =
        replaced(
            spec,
            "[{dense: 6, activation: relu}]",
            "[{gru: 5, over: stream}, {batchNorm: {}}, {dropout: 0.2}, {dense: 4}]");
    String plasticity =
        "{continualBackprop: {replacementRate: 0.1, maturity: 2}, shrinkAndPerturb: {every: 3}}";
    return replaced(
        network,
        "batch: 4}",
        "batch: 4, averaging: 0.9, schedule: {inverseSquareRoot: 3}, plasticity: "
            + plasticity
            + "}");
  }

  /** The same learner with nothing said of a network: a pool. */
  public static SpecBundle pool(SpecBundle spec) {
    return replaced(
        spec,
        """
        network: [{dense: 6, activation: relu}]
        learn: {optimizer: {adam: {learningRate: 0.01}}, batch: 4}
        """,
        "");
  }

  /** The same learner, of one network with a history, which learns again and reacts to drift. */
  static SpecBundle withPast(SpecBundle spec) {
    return replaced(
        spec,
        "learn: {optimizer: {adam: {learningRate: 0.01}}, batch: 4}\n",
        """
        pool: {history: [rates, numbers, labels]}
        learn: {optimizer: {adam: {learningRate: 0.01}}, batch: 4, replay: true, drift: {}}
        """);
  }

  /** The same learner of the next trip of the same carrier, by a window over those before it. */
  public static SpecBundle withWindow(SpecBundle spec) {
    SpecBundle window =
        replaced(
            spec,
            "  - {field: distance, as: numeric}\n",
            "  - {field: distance, as: window, last: 4, by: carrier, capacity: 3}\n");
    SpecBundle network =
        replaced(
            window,
            "[{dense: 6, activation: relu}]",
            "[{concat: {before: [{select: distance}, {gru: 3}], by: [{select: carrier}]}}, {dense: 4}]");
    return replaced(network, "labels: {", "labels: {of: next, by: carrier, ");
  }

  /** The same learner of the trip of the same carrier that comes so much later. */
  static SpecBundle ahead(SpecBundle spec, String horizon) {
    return replaced(spec, "of: next,", "of: next, horizon: " + horizon + ",");
  }

  /** The same learner of the distance of the next trip, by strides of its place's. */
  public static SpecBundle withStrides(SpecBundle spec) {
    SpecBundle window =
        replaced(
            replaced(
                spec,
                "  - {field: distance, as: numeric}\n",
                "  - {field: distance, as: window, span: 1h, stride: 10m}\n"),
            "  - {field: carrier, as: category, embed: 2, capacity: 3}\n",
            "");
    SpecBundle network = replaced(window, "[{dense: 6, activation: relu}]", "[{lstm: 3}]");
    return replaced(
        replaced(network, "labels: {", "labels: {of: next, "),
        "{binary: late}",
        "{regression: distance, from: distance, intervals: 0.5}");
  }

  /** The same learner of the trip's own distance, and judges them by it. */
  static SpecBundle withAlarms(SpecBundle spec) {
    return withTarget(
        replaced(spec, "  - {field: distance, as: numeric}\n", ""),
        "{regression: distance, alarms: {rate: 0.05}}");
  }

  /** The same learner with one model for all places. */
  static SpecBundle withoutKey(SpecBundle spec) {
    return replaced(spec, "key: place\n", "");
  }

  static SpecBundle replaced(SpecBundle spec, String what, String by) {
    return new SpecBundle(spec.name(), spec.text().replace(what, by), spec.files());
  }

  private static SpecBundle bundle(String text) {
    return new SpecBundle(
        "trips.yaml",
        text.replace("PER_SECOND", "100").replace("KEYS", "1000").replace("WAITING", "100000"),
        Map.of());
  }

  public static LearnerSpec read(SpecBundle bundle) {
    return SpecReader.read(bundle);
  }
}
