package io.gradstream.operators;

import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventField;
import io.gradstream.learning.Example;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.operators.record.WorkItem.AskAndLearn;
import io.gradstream.schemas.Position;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Learners whose state is kept in golden files: together they keep every kind of state. */
enum GoldenLearner {
  /** Tables, moments, categories, a mini-batch half full, ids, lessons that wait. */
  CLASSES(
      """
      features:
        - {field: distance, as: numeric}
        - {field: carrier, as: category, embed: 2, capacity: 3}
      target: {binary: late}
      network: [{dense: 6, activation: relu}]
      learn: {optimizer: {adam: {learningRate: 0.01}}, batch: 4}
      """),
  /** A scaled target. */
  VALUE(
      """
      features: [{field: distance, as: numeric}]
      target: {regression: minutes}
      network: [{dense: 4, activation: tanh}]
      learn: {optimizer: {sgd: {learningRate: 0.01}}, batch: 4}
      """),
  /** A state carried over the stream, running statistics, random numbers, averages, a schedule. */
  CARRYING_ON(
      """
      features: [{field: distance, as: numeric}]
      target: {binary: late}
      network: [{gru: 5, over: stream}, {batchNorm: {}}, {dropout: 0.2}, {dense: 4}]
      learn:
        optimizer: {adam: {learningRate: 0.01}}
        batch: 4
        averaging: 0.9
        schedule: {inverseSquareRoot: 3}
      """),
  /** Two networks in one, without labels. */
  GAN(
      """
      features: [{field: numbers, as: numbers, shape: [6], scale: {divide: 100}}]
      target: {generate: {noise: 3, discriminator: [{dense: 5, activation: leakyRelu}]}}
      network: [{dense: 5, activation: relu}, {dense: 6}]
      learn: {optimizer: {adam: {learningRate: 0.001, beta1: 0.5}}, batch: 4, averaging: 0.9}
      """),
  /** Its own loss for a label. */
  TEXT(
      """
      features: [{field: text, as: tokens, unit: characters, length: 6}]
      target: {nextToken: {}}
      network: [{embedding: 2}, {position: learned}, {transformer: {heads: 1, causal: true}}]
      learn: {optimizer: {adamW: {learningRate: 0.001}}, clip: {norm: 1}, batch: 4}
      """),
  /** A history, how members answer together, least squares, examples that are learned again. */
  POOL(
      """
      features:
        - {field: distance, as: numeric}
        - {field: carrier, as: category, embed: 2, capacity: 3}
      target: {regression: minutes}
      pool:
        members:
          - {perceptron: [3], sees: rates}
          - {leastSquares: numbers, anchor: mean}
      """);

  private static final String HEAD =
      """
      specVersion: 1
      learner: golden
      seed: 7
      key: place
      events: {topic: trips, time: when, id: id, order: time}
      labels: {wait: 1h}
      publish: {snapshots: {every: 100ms}}
      """;

  private final SpecBundle bundle;

  GoldenLearner(String spec) {
    bundle = new SpecBundle("golden.yaml", HEAD + spec, Map.of());
  }

  SpecBundle bundle() {
    return bundle;
  }

  /** Trip i with its label, in the order of their times. */
  List<AskAndLearn> lessons(int from, int to) {
    LearnerSpec spec = TestSpecs.read(bundle);
    return IntStream.range(from, to).mapToObj(trip -> lesson(spec, trip)).toList();
  }

  private AskAndLearn lesson(LearnerSpec spec, int trip) {
    Object[] values =
        spec.model().events().fields().stream().map(field -> value(field, trip)).toArray();
    Event event = Event.owning(values);
    Position position = new Position(Trips.time(trip), Trips.EVENTS, 0, trip);
    Example example = new Example(event, "t" + trip, target(trip), position);
    return new AskAndLearn(
        Trips.place(trip), example, ("trip " + trip).getBytes(StandardCharsets.UTF_8));
  }

  private float target(int trip) {
    return this == VALUE || this == POOL ? minutes(trip) : Trips.late(trip) ? 1 : 0;
  }

  private static int minutes(int trip) {
    return new Random(trip * 19L).nextInt(90);
  }

  private static Object value(EventField field, int trip) {
    Random random = new Random(trip * 17L);
    return switch (field.name()) {
      case "numbers" ->
          IntStream.range(0, 6)
              .collect(() -> new float[6], (all, i) -> all[i] = random.nextInt(100), (a, b) -> {});
      case "text" -> "to be or not to be".substring(random.nextInt(12));
      case "minutes" -> (double) minutes(trip);
      case "id" -> "t" + trip;
      case "when" -> Trips.time(trip);
      case "place" -> Trips.place(trip);
      case "distance" -> 100.0 + random.nextInt(1000);
      case "carrier" -> List.of("aa", "bb", "cc", "dd").get(trip % 4);
      case "late" -> Trips.late(trip);
      default -> throw new IllegalArgumentException(field.name());
    };
  }
}
