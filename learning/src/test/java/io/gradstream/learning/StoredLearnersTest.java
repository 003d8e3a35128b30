package io.gradstream.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.features.event.Event;
import io.gradstream.learning.change.SpecChange;
import io.gradstream.learning.change.SpecHistory;
import io.gradstream.learning.change.StoredLearners;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.read.SpecReader;
import io.gradstream.model.Model;
import io.gradstream.model.ModelSnapshot;
import io.gradstream.network.memory.TensorTable;
import io.gradstream.network.spec.NetworkVector;
import io.gradstream.schemas.Version;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A stored learner goes on under another spec. */
class StoredLearnersTest {

  private static final String TEXT =
      """
      learner: trips
      seed: 7
      events: {topic: trips, time: when}
      features:
        - {field: when, as: [timeOfDay, dayOfWeek]}
        - {field: distance, as: numeric}
        - {field: place, as: category, embed: 3, capacity: 6}
      target: {binary: late}
      network: [{dense: 8}, {dense: 5}]
      learn: {optimizer: {adam: {learningRate: 0.01}}, batch: 8}
      """;

  private static final String POOL = TEXT.substring(0, TEXT.indexOf("network:"));

  private static final int LEARNED = 83; // ten steps, three examples gathered

  private final RecordingStore store = new RecordingStore();
  private final LearnerSpec before = spec(TEXT);
  private final List<Example> examples = examples(before);

  private static LearnerSpec spec(String text) {
    return SpecReader.read(new SpecBundle("trips.yaml", text, Map.of()));
  }

  private LearnerSpec with(String what, String by) {
    assertThat(TEXT).contains(what);
    return spec(TEXT.replace(what, by));
  }

  /** Those of {@link Examples}, in the order of the spec's fields: when, distance, place. */
  private static List<Example> examples(LearnerSpec spec) {
    assertThat(spec.model().events().fields())
        .extracting(field -> field.name())
        .startsWith("when", "distance", "place");
    List<Example> examples = new ArrayList<>();
    for (Example example : Examples.of(TestSpecs.BINARY, 200, 1)) {
      int fields = spec.model().events().fields().size();
      examples.add(
          new Example(
              Event.of(values(example, fields)),
              example.id(),
              example.target(),
              example.position()));
    }
    return examples;
  }

  private static Object[] values(Example example, int fields) {
    Object[] values = new Object[fields];
    for (int i = 0; i < 3; i++) {
      values[i] = example.event().value(i);
    }
    return values;
  }

  /** What the stored learner was when it was written. */
  private ModelSnapshot learn() {
    try (Learner learner = before.newLearner("k", 3)) {
      examples.subList(0, LEARNED).forEach(learner::learn);
      learner.write(store);
      return learner.snapshot();
    }
  }

  /** Reads the stored learner for a spec of generation 4. */
  private void read(LearnerSpec present, Consumer<Learner> look) {
    SpecHistory history = SpecHistory.of(3, before).with(present, 0);
    try (StoredLearners stored = new StoredLearners(history, LearnerSpec::newLearner);
        Learner learner = present.newLearner("elsewhere", 4)) {
      stored.read(learner, "k", store);
      look.accept(learner);
    }
  }

  @Test
  void usageExample() {
    learn();
    read(
        with("{dense: 8}", "{dense: 16}"),
        learner -> {
          assertThat(learner.version()).isEqualTo(new Version(4, 10));
          assertThat(learner.lineage().examples()).isEqualTo(80);
          assertThat(learner.gathered()).isEqualTo(3);
        });
  }

  @Test
  void anotherRateKeepsEveryBit() {
    ModelSnapshot was = learn();
    read(
        with("0.01", "0.5"),
        learner -> {
          assertThat(learner.version()).isEqualTo(new Version(4, 10));
          assertSameModel(learner.snapshot(), was);
        });
  }

  @Test
  void anotherBatchOrSeedKeepsTheModelWhole() {
    ModelSnapshot was = learn();
    for (LearnerSpec present : List.of(with("batch: 8", "batch: 64"), with("seed: 7", "seed: 8"))) {
      read(
          present,
          learner -> {
            assertSameModel(learner.snapshot(), was);
            assertThat(learner.gathered()).isEqualTo(3);
            assertThat(learner.scores().count()).isEqualTo(80);
          });
    }
  }

  /** As when a release adds to those who answer by default. */
  @Test
  void aMemberThatJoinsLeavesTheOthersAsTheyWere() {
    String members = "pool: {members: [{perceptron: [4]}, {perceptron: [3], sees: event}";
    LearnerSpec fewer = spec(POOL + members + "]}\n");
    LearnerSpec more =
        spec(POOL + members + ", {memory: 9}, {discriminant: event}], mix: informed}\n");
    SpecHistory history = SpecHistory.of(3, fewer).with(more, 0);
    try (StoredLearners stored = new StoredLearners(history, LearnerSpec::newLearner);
        Learner old = fewer.newLearner("k", 3);
        Learner learner = more.newLearner("elsewhere", 4)) {
      examples.subList(0, LEARNED).forEach(old::learn);
      old.write(store);
      stored.read(learner, "k", store);

      assertThat(history.changeTo(more).obstacles()).isEmpty();
      assertThat(SpecChange.between(fewer, more).kept()).isEqualTo(SpecChange.Kept.MODEL);
      assertSameModel(learner.snapshot(), old.snapshot());
      examples.subList(LEARNED, 200).forEach(learner::learn);
      assertThat(learner.lineage().examples()).isEqualTo(200);
    }
  }

  private static void assertSameModel(ModelSnapshot now, ModelSnapshot was) {
    assertThat(now.weights()).isEqualTo(was.weights());
    assertThat(now.statistics()).isEqualTo(was.statistics());
    assertThat(now.categories()).usingRecursiveComparison().isEqualTo(was.categories());
    assertThat(now.lineage()).isEqualTo(was.lineage());
  }

  @Test
  void aSmallerBatchLearnsAtOnceWhatIsOneNow() {
    learn();
    read(
        with("batch: 8", "batch: 2"),
        learner -> {
          assertThat(learner.version()).isEqualTo(new Version(4, 11));
          assertThat(learner.gathered()).isEqualTo(1);
          assertThat(learner.lineage().examples()).isEqualTo(82);
        });
  }

  @Test
  void averagesStartFromTheWeights() {
    ModelSnapshot was = learn();
    read(
        with("batch: 8", "batch: 8, averaging: 0.9"),
        learner -> assertThat(learner.snapshot().weights()).isEqualTo(was.weights()));
  }

  @Test
  void unitsOfAStateOfBeforeAreNew() {
    ModelSnapshot was = learn();
    LearnerSpec plastic = with("batch: 8", "batch: 8, plasticity: {continualBackprop: {}}");
    read(
        plastic,
        learner -> {
          assertThat(learner.snapshot().weights()).isEqualTo(was.weights());
          RecordingStore written = new RecordingStore();
          learner.write(written);
          assertThat(written.block("main", NetworkVector.UNITS, 0)).containsOnly(0f);
        });
    try (Learner learner = plastic.newLearner("k", 3)) {
      learner.read("k", 3, store); // whose writer knew of no units
      assertThat(learner.snapshot().weights()).isEqualTo(was.weights());
    }
  }

  @Test
  void tensorsOfTheSameShapeAreKeptAndOthersAreNew() {
    learn();
    LearnerSpec wider = with("{dense: 8}", "{dense: 16}");
    read(
        wider,
        learner -> {
          try (Learner fresh = wider.newLearner("k", 4);
              Learner old = before.newLearner("k", 3)) {
            old.read("k", 3, store);
            assertThat(tensor(wider, learner, "dense1.weight"))
                .isEqualTo(tensor(wider, fresh, "dense1.weight"));
            assertThat(tensor(wider, learner, "dense2.bias"))
                .isEqualTo(tensor(before, old, "dense2.bias"));
            assertThat(tensor(wider, learner, "embedding.place"))
                .isEqualTo(tensor(before, old, "embedding.place"))
                .isNotEqualTo(tensor(wider, fresh, "embedding.place"));
          }
        });
  }

  private static float[] tensor(LearnerSpec spec, Learner learner, String name) {
    try (Model model = new Model(spec.model(), "k", spec.learn().training(), 1)) {
      TensorTable.Tensor tensor =
          model.network().tensors().tensors().stream()
              .filter(named -> named.name().equals(name))
              .findFirst()
              .orElseThrow();
      int end = tensor.offset() + tensor.size();
      return Arrays.copyOfRange(learner.snapshot().weights(), tensor.offset(), end);
    }
  }

  @Test
  void anotherOptimizerStartsItsMomentsAnew() {
    ModelSnapshot was = learn();
    LearnerSpec momentum = with("{adam: {learningRate: 0.01}}", "{momentum: {}}");
    read(
        momentum,
        learner -> {
          assertSameModel(learner.snapshot(), was);
          RecordingStore written = new RecordingStore();
          learner.write(written);
          assertThat(written.block("main", NetworkVector.MOMENTS, 0)).containsOnly(0f);
        });
  }

  @Test
  void aNewFeatureIsMissingInWhatWasGathered() {
    learn();
    LearnerSpec more =
        with(
            "  - {field: distance, as: numeric}\n",
            "  - {field: distance, as: numeric}\n  - {field: delay, as: numeric}\n");
    read(
        more,
        learner -> {
          assertThat(learner.gathered()).isEqualTo(3);
          RecordingStore written = new RecordingStore();
          learner.write(written);
          learner.read("k", 4, written);
          assertThat(learner.gathered()).isEqualTo(3);
          assertThat(learner.snapshot().categories()).isNotEmpty();
        });
  }

  @Test
  void whatWasTakenOverReplacesWhatWasStored() {
    learn();
    read(
        with(
            "place, as: category, embed: 3, capacity: 6",
            "place, as: category, embed: 1, capacity: 2"),
        learner -> learner.write(store));
    RecordingStore once = new RecordingStore();
    once.clear();
    try (Learner learner =
        with(
                "place, as: category, embed: 3, capacity: 6",
                "place, as: category, embed: 1, capacity: 2")
            .newLearner("k", 4)) {
      learner.read("k", 4, store);
      learner.learn(examples.get(LEARNED));
      assertThat(learner.version()).isEqualTo(new Version(4, 10));
    }
  }

  @Test
  void aPoolTakesOverTheScoresOfANetworkAndGivesThemBack() {
    learn();
    SpecHistory pool = SpecHistory.of(3, before).with(spec(POOL), 0);
    SpecHistory back = pool.with(before, 0);
    try (StoredLearners readByPool = new StoredLearners(pool, LearnerSpec::newLearner);
        StoredLearners readByNetwork = new StoredLearners(back, LearnerSpec::newLearner);
        Learner learner = pool.spec().newLearner("elsewhere", 4);
        Learner network = before.newLearner("elsewhere", 5)) {
      readByPool.read(learner, "k", store);
      assertThat(learner.scores().count()).isEqualTo(83); // those gathered are learned at once
      assertThat(learner.version()).isEqualTo(new Version(4, 13));
      assertThat(learner.lineage().examples()).isEqualTo(83);
      examples.subList(LEARNED, 120).forEach(learner::learn);
      learner.write(store);
      assertThat(store.content().keySet()).noneMatch(name -> name.startsWith("main "));

      readByNetwork.read(network, "k", store);
      assertThat(network.scores().count()).isEqualTo(120);
      assertThat(network.version()).isEqualTo(new Version(5, 50));
      network.write(store);
      assertThat(store.content().keySet()).noneMatch(name -> name.startsWith("member"));
    }
  }

  @Test
  void aPoolOfAnotherSeedIsWhole() {
    LearnerSpec old = spec(POOL);
    LearnerSpec present = spec(POOL.replace("seed: 7", "seed: 8"));
    SpecHistory history = SpecHistory.of(3, old).with(present, 0);
    try (Learner learner = old.newLearner("k", 3);
        StoredLearners stored = new StoredLearners(history, LearnerSpec::newLearner);
        Learner read = present.newLearner("elsewhere", 4)) {
      examples.subList(0, LEARNED).forEach(learner::learn);
      learner.write(store);
      stored.read(read, "k", store);

      assertSameModel(read.snapshot(), learner.snapshot());
      assertThat(read.snapshot().pool()).isEqualTo(learner.snapshot().pool());
      for (Example example : examples.subList(0, 5)) {
        assertThat(read.answer(example.event()).output())
            .isEqualTo(learner.answer(example.event()).output());
      }
      read.write(store);
      read.read("k", 4, store);
      assertThat(read.snapshot().pool()).isEqualTo(learner.snapshot().pool());
    }
  }

  @Test
  void aCrashAfterAWarmStartChangesNoBit() {
    learn();
    LearnerSpec wider =
        with("[{dense: 8}, {dense: 5}]", "[{dense: 16}, {layerNorm: {}}, {dense: 5}]");
    RecordingStore undisturbed = new RecordingStore();
    read(
        wider,
        learner -> {
          examples.subList(LEARNED, 200).forEach(learner::learn);
          learner.write(undisturbed);
        });
    read(
        wider,
        learner -> {
          examples.subList(LEARNED, 120).forEach(learner::learn);
          learner.write(store);
          examples.subList(120, 150).forEach(learner::learn); // lost
        });
    read(
        wider,
        learner -> {
          examples.subList(120, 200).forEach(learner::learn);
          learner.write(store);
        });

    assertThat(store.content()).isEqualTo(undisturbed.content());
  }

  @Test
  void aLearnerThatWasOnlyReadLeavesTheNextKeysStateAlone() {
    learn();
    SpecHistory history = SpecHistory.of(3, before).with(with("{dense: 8}", "{dense: 16}"), 0);
    RecordingStore other = new RecordingStore();
    try (StoredLearners stored = new StoredLearners(history, LearnerSpec::newLearner);
        Learner learner = history.spec().newLearner("k", 4)) {
      stored.read(learner, "other", other);
      examples.subList(0, 20).forEach(learner::learn);
      learner.write(other);
      Map<String, String> written = other.content();
      stored.read(learner, "k", store);
      stored.read(learner, "other", other);
      learner.learn(examples.get(20));
      learner.write(other);

      assertThat(other.content().keySet()).isEqualTo(written.keySet());
    }
  }

  @Test
  void aKeyWithoutStateStartsInTheGenerationInForce() {
    SpecHistory history = SpecHistory.of(3, before).with(with("{dense: 8}", "{dense: 16}"), 7);
    try (StoredLearners stored = new StoredLearners(history, LearnerSpec::newLearner);
        Learner learner = history.spec().newLearner("k", 1)) {
      stored.read(learner, "new", store);

      assertThat(learner.version()).isEqualTo(new Version(7, 0));
      assertThat(learner.isDirty()).isFalse();
    }
  }
}
