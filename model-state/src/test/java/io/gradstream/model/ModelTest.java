package io.gradstream.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.features.encode.FeatureSpec;
import io.gradstream.features.event.Event;
import io.gradstream.model.targets.Target;
import io.gradstream.network.spec.Activation;
import io.gradstream.network.spec.LayerSpec;
import io.gradstream.schemas.Version;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ModelTest {

  private static final Version VERSION = new Version(3, 20);

  @Test
  void usageExample() {
    ModelSnapshot snapshot;
    try (Model learned = LearnedModels.learned(Flights.LATE)) {
      snapshot = learned.snapshot(VERSION, Flights.LINEAGE);
    }
    try (Model served = Model.of(SnapshotCodec.decode(SnapshotCodec.encode(snapshot)))) {
      double[] probability = served.predict(Flights.events().get(0));

      assertThat(probability).hasSize(1);
      assertThat(probability[0]).isBetween(0.0, 1.0);
    }
  }

  static List<Target> everyKindOfTarget() {
    return List.of(Flights.LATE, Flights.CAUSE, Flights.MINUTES);
  }

  @ParameterizedTest
  @MethodSource("everyKindOfTarget")
  void aSnapshotPredictsBitForBitAsTheModelItWasTakenOf(Target target) {
    try (Model learned = LearnedModels.learned(target);
        Model served = Model.of(throughBytes(learned))) {
      for (Event event : Flights.events()) {
        assertThat(served.predict(event)).isEqualTo(learned.predict(event));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("everyKindOfTarget")
  void aSnapshotOfASnapshotIsTheSameBytes(Target target) {
    try (Model learned = LearnedModels.learned(target);
        Model served = Model.of(throughBytes(learned))) {
      assertThat(SnapshotCodec.encode(served.snapshot(VERSION, Flights.LINEAGE)))
          .isEqualTo(SnapshotCodec.encode(learned.snapshot(VERSION, Flights.LINEAGE)));
    }
  }

  @Test
  void learningGoesOnWithoutChangingASnapshotAlreadyTaken() {
    try (Model model = LearnedModels.learned(Flights.LATE)) {
      ModelSnapshot snapshot = model.snapshot(VERSION, Flights.LINEAGE);
      byte[] before = SnapshotCodec.encode(snapshot);

      LearnedModels.learn(model);

      assertThat(SnapshotCodec.encode(snapshot)).isEqualTo(before);
      assertThat(SnapshotCodec.encode(model.snapshot(VERSION, Flights.LINEAGE)))
          .isNotEqualTo(before);
    }
  }

  @Test
  void predictingChangesNothing() {
    try (Model model = LearnedModels.learned(Flights.MINUTES)) {
      byte[] before = SnapshotCodec.encode(model.snapshot(VERSION, Flights.LINEAGE));

      Flights.events().forEach(model::predict);

      assertThat(SnapshotCodec.encode(model.snapshot(VERSION, Flights.LINEAGE))).isEqualTo(before);
    }
  }

  @Test
  void probabilitiesOfTheClassesSumToOne() {
    try (Model model = LearnedModels.learned(Flights.CAUSE)) {
      double[] probabilities = model.predict(Flights.events().get(1));

      assertThat(probabilities).hasSize(3);
      assertThat(probabilities[0] + probabilities[1] + probabilities[2]).isCloseTo(1, within(1e-5));
    }
  }

  @Test
  void aRegressionAnswersInTheLabelsOwnUnit() {
    try (Model model = LearnedModels.fresh(Flights.MINUTES)) {
      Event event = Flights.events().get(0);
      double scaled = model.predict(event)[0];
      // mean 1100, deviation 100: far from what a fresh network says
      Staging.example(model, 0, event, 1000);
      Staging.example(model, 0, event, 1200);

      assertThat(model.predict(event)[0]).isBetween(900.0, 1300.0).isNotEqualTo(scaled);
    }
  }

  @Test
  void aModelThatStartsAnewIsTheNewModelOfThatKey() {
    try (Model reused = LearnedModels.learned(Flights.LATE);
        Model fresh = new Model(Flights.spec(Flights.LATE), "JFK", LearnedModels.TRAINING, 1)) {
      reused.startAnew("JFK");

      assertThat(reused.key()).isEqualTo("JFK");
      assertThat(SnapshotCodec.encode(reused.snapshot(VERSION, Flights.LINEAGE)))
          .isEqualTo(SnapshotCodec.encode(fresh.snapshot(VERSION, Flights.LINEAGE)));
    }
  }

  @Test
  void keysStartFromWeightsOfTheirOwn() {
    try (Model one = LearnedModels.fresh(Flights.LATE);
        Model other = new Model(Flights.spec(Flights.LATE), "JFK", LearnedModels.TRAINING, 1)) {
      assertThat(other.snapshot(VERSION, Flights.LINEAGE).weights())
          .isNotEqualTo(one.snapshot(VERSION, Flights.LINEAGE).weights());
    }
  }

  @Test
  void aSnapshotWhosePartsDoNotFitItsSpecIsRefused() {
    try (Model model = LearnedModels.learned(Flights.LATE)) {
      ModelSnapshot whole = model.snapshot(VERSION, Flights.LINEAGE);

      float[] fewer = Arrays.copyOf(whole.weights(), whole.weights().length - 1);
      assertRefused(with(whole, whole.statistics(), whole.categories(), fewer), "weights must be");
      assertRefused(
          with(whole, whole.statistics(), List.of(), whole.weights()), "category tables must be 1");
      assertRefused(with(whole, new byte[] {9}, whole.categories(), whole.weights()), "statistics");
    }
  }

  @Test
  void aSmallSnapshotThatDeclaresMuchTakesNoMemory() {
    ModelSnapshot small = Flights.handMade(Flights.LATE, 1, 2, 3);

    assertRefused(
        declaring(small, new FeatureSpec.Category("origin", 1, Integer.MAX_VALUE - 2), List.of()),
        "capacity must be within the weights, which are 3: 2147483645");
    assertRefused(
        declaring(
            small,
            new FeatureSpec.Numeric("distance"),
            List.of(new LayerSpec.DenseSpec(50_000_000, Activation.RELU))),
        "weights must be 200000001: 3");
  }

  private static ModelSnapshot declaring(
      ModelSnapshot of, FeatureSpec feature, List<LayerSpec> layers) {
    ModelSpec spec =
        new ModelSpec(
            of.spec().learner(),
            of.spec().seed(),
            of.spec().events(),
            of.spec().keyField(),
            List.of(feature),
            of.spec().target(),
            layers);
    return new ModelSnapshot(
        spec,
        of.key(),
        of.version(),
        of.lineage(),
        of.statistics(),
        of.categories(),
        of.targets(),
        of.weights());
  }

  private static void assertRefused(ModelSnapshot snapshot, String message) {
    assertThatThrownBy(() -> Model.of(snapshot))
        .isInstanceOf(CorruptSnapshotException.class)
        .hasMessageContaining(message);
  }

  private static ModelSnapshot with(
      ModelSnapshot of, byte[] statistics, List<byte[]> categories, float[] weights) {
    return new ModelSnapshot(
        of.spec(),
        of.key(),
        of.version(),
        of.lineage(),
        statistics,
        categories,
        of.targets(),
        weights);
  }

  private static ModelSnapshot throughBytes(Model model) {
    return SnapshotCodec.decode(SnapshotCodec.encode(model.snapshot(VERSION, Flights.LINEAGE)));
  }
}
