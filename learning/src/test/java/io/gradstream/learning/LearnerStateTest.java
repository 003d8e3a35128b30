package io.gradstream.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.learning.LearnerStore.Part;
import io.gradstream.learning.drift.ladder.DriftConfig;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.model.SnapshotCodec;
import io.gradstream.model.targets.Target;
import io.gradstream.network.spec.OptimizerSpec;
import io.gradstream.network.spec.StartTensor;
import io.gradstream.network.spec.StartWeights;
import io.gradstream.schemas.Version;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written to a store and read back goes on as if nothing had happened, bit for bit. */
final class LearnerStateTest {

  private static final int EXAMPLES = 300;

  private final RecordingStore store = new RecordingStore();

  private static final List<Target> TARGETS =
      List.of(TestSpecs.BINARY, TestSpecs.CLASSES, TestSpecs.OPEN, TestSpecs.VALUE);

  static Stream<Named<LearnerSpec>> learners() {
    return Stream.concat(
        TARGETS.stream()
            .flatMap(
                target ->
                    Stream.of(
                            new OptimizerSpec.Sgd(0.05f),
                            new OptimizerSpec.Momentum(0.02f, 0.9f),
                            TestSpecs.ADAM)
                        .map(optimizer -> network(target, optimizer))),
        Stream.concat(pools(), Stream.concat(forecasters(), Stream.of(started()))));
  }

  /** A network and a pool of each target, whose labels events tell that come an hour later. */
  private static Stream<Named<LearnerSpec>> forecasters() {
    return TARGETS.stream()
        .flatMap(
            target ->
                Stream.of(TestSpecs.of(target, TestSpecs.ADAM, 8, 7), TestSpecs.pool(target))
                    .map(spec -> TestSpecs.ofLater(spec, Duration.ofHours(1))))
        .map(spec -> Named.of("an hour ahead, " + spec.model().target(), spec));
  }

  /** What a model started with is in its state from the first step on. */
  private static Named<LearnerSpec> started() {
    StartTensor bias =
        new StartTensor("dense1.bias", List.of(8), new float[] {1, 2, 3, 4, 5, 6, 7, 8});
    return Named.of("given weights", TestSpecs.startingWith(new StartWeights(List.of(bias))));
  }

  private static Named<LearnerSpec> network(Target target, OptimizerSpec optimizer) {
    return Named.of(target + " by " + optimizer, TestSpecs.of(target, optimizer, 8, 7));
  }

  private static Stream<Named<LearnerSpec>> pools() {
    Stream<Named<LearnerSpec>> ofAll =
        TARGETS.stream()
            .flatMap(
                target ->
                    Stream.of(
                        Named.of("pool of " + target, TestSpecs.pool(target)),
                        Named.of("memories of " + target, TestSpecs.memories(target))));
    Stream<Named<LearnerSpec>> ofClasses =
        TARGETS.stream()
            .filter(target -> !target.isNumber())
            .map(target -> Named.of("centers of " + target, TestSpecs.centers(target)));
    return Stream.concat(ofAll, ofClasses);
  }

  /** A network's and each pool's. */
  static Stream<Named<LearnerSpec>> kinds() {
    return Stream.concat(Stream.of(network(TestSpecs.BINARY, TestSpecs.ADAM)), pools());
  }

  private static List<Example> examples(LearnerSpec spec, int count) {
    return Examples.of(spec.model().target(), count, 1);
  }

  private static byte[] bytes(Learner learner) {
    return SnapshotCodec.encode(learner.snapshot());
  }

  @Test
  void ofMoreEntitiesThanASpecLetsWaitTheLeastRecentAreForgotten() {
    LearnerSpec few = TestSpecs.ofNext(TestSpecs.binary(8), 2);
    RecordingStore expected = new RecordingStore();
    try (Learner ofMany = TestSpecs.ofNext(TestSpecs.binary(8)).newLearner("k", 1);
        Learner restored = few.newLearner("elsewhere", 9);
        Learner undisturbed = few.newLearner("k", 1)) {
      List<Example> examples = examples(few, 72);
      examples.subList(0, 64).forEach(ofMany::learn);
      ofMany.write(store);
      restored.read("k", 1, store);
      examples.subList(64, 72).forEach(restored::learn);
      restored.write(store);

      examples.forEach(undisturbed::learn);
      undisturbed.write(expected);
      assertThat(store.part(Part.NEXT, 0)).isEqualTo(expected.part(Part.NEXT, 0));
    }
  }

  @ParameterizedTest
  @MethodSource("learners")
  void learnerRestoredAtAnyCutContinuesBitForBit(LearnerSpec spec) {
    List<Example> examples = examples(spec, EXAMPLES);
    RecordingStore expected = new RecordingStore();
    try (Learner undisturbed = spec.newLearner("k", 1)) {
      examples.forEach(undisturbed::learn);
      undisturbed.write(expected);
    }
    for (int cut : new Random(5).ints(10, 0, EXAMPLES).toArray()) {
      assertThat(contentAfterRestore(spec, examples, cut)).isEqualTo(expected.content());
    }
  }

  private static Map<String, String> contentAfterRestore(
      LearnerSpec spec, List<Example> examples, int cut) {
    RecordingStore store = new RecordingStore();
    try (Learner before = spec.newLearner("k", 1);
        Learner after = spec.newLearner("elsewhere", 9)) {
      examples.subList(0, cut).forEach(before::learn);
      before.write(store);
      before.pause();
      examples.subList(cut, examples.size()).forEach(before::learn); // must not reach the store
      after.learn(examples.get(0)); // must leave no trace
      after.read("k", 2, store);
      examples.subList(cut, examples.size()).forEach(after::learn);
      after.write(store);
    }
    return store.content();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void writingOftenLeavesWhatWritingOnceLeaves(LearnerSpec spec) {
    RecordingStore once = new RecordingStore();
    try (Learner rarely = spec.newLearner("k", 1);
        Learner often = spec.newLearner("k", 1)) {
      for (Example example : examples(spec, 100)) {
        rarely.learn(example);
        often.learn(example);
        often.write(store);
      }
      rarely.write(once);
    }

    assertThat(store.content()).isEqualTo(once.content());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void whatWasWrittenIsNotTouchedAgain(LearnerSpec spec) {
    List<Example> examples = examples(spec, 100);
    try (Learner learner = spec.newLearner("k", 1)) {
      examples.subList(0, 50).forEach(learner::learn);
      learner.write(store);
      Map<String, String> written = store.content();

      examples.subList(50, 100).forEach(learner::learn);

      assertThat(store.content()).isEqualTo(written);
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void answersTouchNoState(LearnerSpec spec) {
    RecordingStore undisturbed = new RecordingStore();
    try (Learner asked = spec.newLearner("k", 1);
        Learner unasked = spec.newLearner("k", 1)) {
      for (Example example : examples(spec, 100)) {
        asked.answer(example.event());
        asked.learn(example);
        asked.answer(example.event());
        unasked.learn(example);
      }
      asked.write(store);
      asked.answer(examples(spec, 1).get(0).event());
      assertThat(asked.isDirty()).isFalse();
      unasked.write(undisturbed);
    }

    assertThat(store.content()).isEqualTo(undisturbed.content());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void whatWasReadIsNotTouched(LearnerSpec spec) {
    List<Example> examples = examples(spec, 100);
    try (Learner learner = spec.newLearner("k", 1)) {
      examples.subList(0, 50).forEach(learner::learn);
      learner.write(store);
      Map<String, String> written = store.content();

      learner.read("k", 1, store);
      examples.subList(50, 100).forEach(learner::learn);

      assertThat(store.content()).isEqualTo(written);
    }
  }

  @Test
  void gatheredExamplesAloneAreWrittenWithoutTheModel() {
    List<Example> examples = Examples.of(TestSpecs.BINARY, 20, 1);
    try (Learner learner = TestSpecs.binary(8).newLearner("k", 1)) {
      examples.subList(0, 16).forEach(learner::learn);
      learner.write(store);
      store.written();

      learner.learn(examples.get(16));
      assertThat(learner.isDirty()).isTrue();
      learner.write(store);

      assertThat(store.written()).containsExactly("BATCH 0", "PROGRESS 0");
      learner.write(store);
      assertThat(store.written()).isEmpty();
    }
  }

  @Test
  void keyThatHasNotSteppedYetWritesNoWeights() {
    List<Example> examples = Examples.of(TestSpecs.BINARY, 16, 1);
    try (Learner learner = TestSpecs.binary(8).newLearner("k", 1);
        Learner undisturbed = TestSpecs.binary(8).newLearner("new", 4)) {
      learner.read("new", 4, store);
      assertThat(learner.isDirty()).isFalse();
      learner.learn(examples.get(0));
      learner.write(store);
      assertThat(store.written()).containsExactly("BATCH 0", "PROGRESS 0");

      learner.read("new", 9, store);
      examples.subList(1, 16).forEach(learner::learn);
      examples.forEach(undisturbed::learn);

      assertThat(learner.version()).isEqualTo(new Version(4, 2));
      assertThat(bytes(learner)).isEqualTo(bytes(undisturbed));
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void startingAnewWritesOverAllThatWasStored(LearnerSpec spec) {
    try (Learner learner = spec.newLearner("k", 1);
        Learner fresh = spec.newLearner("k", 2)) {
      examples(spec, 20).forEach(learner::learn);
      learner.write(store);

      learner.startAnew("k", 2);
      learner.write(store);
      learner.read("k", 7, store);

      assertThat(bytes(learner)).isEqualTo(bytes(fresh));
    }
  }

  @Test
  void pauseSkippedCountsAndLearningRateSurvive() {
    List<Example> examples = Examples.of(TestSpecs.BINARY, 20, 1);
    try (Learner learner = TestSpecs.binary(8).newLearner("k", 1)) {
      examples.subList(0, 10).forEach(learner::learn);
      learner.setLearningRate(0.25f);
      learner.pause();
      examples.subList(10, 15).forEach(learner::learn);
      learner.write(store);

      learner.read("other", 1, new InMemoryLearnerStore());
      assertThat(learner.isPaused()).isFalse();
      assertThat(learner.learningRate()).isEqualTo(0.01f);
      learner.read("k", 1, store);

      assertThat(learner.isPaused()).isTrue();
      assertThat(learner.learningRate()).isEqualTo(0.25f);
      assertThat(learner.skippedExamples()).isEqualTo(5);
      assertThat(learner.gathered()).isEqualTo(2);
    }
  }

  @Test
  void inMemoryStoreKeepsALearner() {
    InMemoryLearnerStore memory = new InMemoryLearnerStore();
    try (Learner learner = TestSpecs.binary(8).newLearner("k", 1)) {
      Examples.of(TestSpecs.BINARY, 20, 1).forEach(learner::learn);
      byte[] before = bytes(learner);
      learner.write(memory);
      learner.startAnew("other", 1);

      learner.read("k", 1, memory);

      assertThat(bytes(learner)).isEqualTo(before);
    }
  }

  /** Those of challengers are of a contest. */
  @ParameterizedTest
  @EnumSource(value = Part.class, mode = EnumSource.Mode.EXCLUDE, names = "CHALLENGERS")
  void damagedPartIsNamed(Part part) {
    LearnerSpec spec =
        switch (part) {
          case TARGETS -> TestSpecs.binary(8);
          case CLASSES -> TestSpecs.pool(TestSpecs.OPEN);
          case DRIFT -> TestSpecs.with(TestSpecs.binary(8), DriftConfig.DEFAULT);
          case MEMORY -> TestSpecs.memories(TestSpecs.CLASSES);
          case NEXT -> TestSpecs.ofNext(TestSpecs.binary(8));
          case FORECASTS -> TestSpecs.ofLater(TestSpecs.binary(8), Duration.ofHours(1));
          case ALARMS -> TestSpecs.alarming(TestSpecs.pool(TestSpecs.VALUE));
          case CENTERS -> TestSpecs.centers(TestSpecs.CLASSES);
          case INTERVALS -> TestSpecs.pool(IntervalLearnerTest.BOUNDED);
          default -> TestSpecs.pool(TestSpecs.VALUE);
        };
    int index =
        switch (part) {
          case LINEAR -> 2;
          case CENTERS -> 1;
          case MEMORY -> 1025; // the first piece of the second member's
          default -> 0;
        };
    try (Learner learner = spec.newLearner("k", 1)) {
      examples(spec, 20).forEach(learner::learn);
      learner.write(store);
      byte[] bytes = store.part(part, index);
      store.putPart(part, index, Arrays.copyOf(bytes, bytes.length - 1));

      assertThatThrownBy(() -> learner.read("k", 1, store))
          .isInstanceOf(DamagedStateException.class)
          .hasMessageContaining(part.name());
    }
  }
}
