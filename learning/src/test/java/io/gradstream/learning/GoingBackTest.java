package io.gradstream.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.gradstream.features.event.Event;
import io.gradstream.learning.FamiliesTest.Family;
import io.gradstream.learning.LearnerStore.Part;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.model.Member;
import io.gradstream.model.Model;
import io.gradstream.model.ModelSnapshot;
import io.gradstream.model.SnapshotCodec;
import io.gradstream.model.targets.OpenClassTarget;
import io.gradstream.schemas.Version;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A learner that goes back to a model of before and learns on from there. */
class GoingBackTest {

  private static final int SOURCE = 32; // examples of the model gone back to
  private static final int BACK = 61; // examples before it goes back

  private static ModelSnapshot copy(ModelSnapshot snapshot) {
    return SnapshotCodec.decode(SnapshotCodec.encode(snapshot));
  }

  /** Learns, and goes back. */
  private static ModelSnapshot goBack(Learner learner, List<Example> examples) {
    examples.subList(0, SOURCE).forEach(learner::learn);
    ModelSnapshot source = copy(learner.snapshot());
    examples.subList(SOURCE, BACK).forEach(learner::learn);
    learner.goBackTo(source);
    return source;
  }

  @ParameterizedTest
  @EnumSource
  void itAnswersAsTheModelDid(Family family) {
    List<Example> examples = family.examples();
    try (Learner learner = family.spec().newLearner("k", 1)) {
      ModelSnapshot source = goBack(learner, examples);
      try (Model model = Model.of(source)) {
        for (Example example : examples.subList(0, 10)) {
          assertThat(learner.answer(example.event()).output())
              .isEqualTo(model.predict(example.event()));
        }
      }
    }
  }

  /** Whatever it had learned before: nothing that came after the model leaves a trace in it. */
  @ParameterizedTest
  @EnumSource
  void itLearnsOnAsALearnerMadeOfTheModelDoes(Family family) {
    assumeThat(hasSquares(family)).as("they keep how certain they are: see Model").isFalse();
    List<Example> examples = family.examples();
    try (Learner learner = family.spec().newLearner("k", 1);
        Learner made = family.spec().newLearner("k", 1)) {
      ModelSnapshot source = goBack(learner, examples);
      int gathered = learner.gathered();
      made.goBackTo(source);
      // What was gathered before is learned after it, so the other is given that too.
      examples.subList(BACK - gathered, BACK).forEach(made::learn);
      examples.subList(BACK, examples.size()).forEach(learner::learn);
      examples.subList(BACK, examples.size()).forEach(made::learn);

      assertThat(learner.snapshot().weights()).isEqualTo(made.snapshot().weights());
      assertThat(learner.snapshot().pool()).isEqualTo(made.snapshot().pool());
      assertThat(learner.snapshot().statistics()).isEqualTo(made.snapshot().statistics());
      assertThat(learner.snapshot().classes()).isEqualTo(made.snapshot().classes());
    }
  }

  private static boolean hasSquares(Family family) {
    try (Model model = new Model(family.spec().model(), "k", family.spec().learn().training(), 1)) {
      return model.pool().members().stream().map(Member::squares).anyMatch(of -> of.isPresent());
    }
  }

  @ParameterizedTest
  @EnumSource
  void itIsReadBackAtAnyPlaceAndGoesOnBitForBit(Family family) {
    List<Example> examples = family.examples();
    RecordingStore expected = new RecordingStore();
    RecordingStore store = new RecordingStore();
    try (Learner undisturbed = family.spec().newLearner("k", 1);
        Learner before = family.spec().newLearner("k", 1);
        Learner after = family.spec().newLearner("elsewhere", 9)) {
      goBack(undisturbed, examples);
      examples.subList(BACK, examples.size()).forEach(undisturbed::learn);
      undisturbed.write(expected);

      examples.subList(0, SOURCE).forEach(before::learn);
      ModelSnapshot source = copy(before.snapshot());
      examples.subList(SOURCE, BACK).forEach(before::learn);
      before.write(store);
      before.goBackTo(source);
      before.write(store);
      after.read("k", 1, store);
      examples.subList(BACK, examples.size()).forEach(after::learn);
      after.write(store);

      assertThat(store.content()).isEqualTo(expected.content());
      assertThat(SnapshotCodec.encode(after.snapshot()))
          .isEqualTo(SnapshotCodec.encode(undisturbed.snapshot()));
    }
  }

  @Test
  void theNextVersionNamesItsSourceAndCountsWhatIsUndone() {
    List<Example> examples = Examples.of(TestSpecs.BINARY, 12, 1);
    try (Learner learner = TestSpecs.binary(2).newLearner("k", 3)) {
      examples.subList(0, 4).forEach(learner::learn);
      ModelSnapshot source = copy(learner.snapshot());
      examples.subList(4, 11).forEach(learner::learn); // one is gathered
      learner.goBackTo(source);

      assertThat(learner.version()).isEqualTo(new Version(3, 6));
      assertThat(learner.lineage().source()).contains(new Version(3, 2));
      assertThat(learner.lineage().examples()).isEqualTo(4);
      assertThat(learner.lineage().skipped()).isEqualTo(6);
      assertThat(learner.lineage().learnedThrough()).isEqualTo(source.lineage().learnedThrough());
      assertThat(learner.lineage().partitions()).isEqualTo(source.lineage().partitions());
      assertThat(learner.gathered()).isEqualTo(1);
      assertThat(learner.scores().count()).as("of all answers").isEqualTo(10);

      learner.learn(examples.get(11));
      assertThat(learner.version()).isEqualTo(new Version(3, 7));
      assertThat(learner.lineage().source()).contains(new Version(3, 2));
      assertThat(learner.lineage().examples()).isEqualTo(6);
      assertThat(copy(learner.snapshot()).lineage()).isEqualTo(learner.lineage());
    }
  }

  @Test
  void pauseAndRateGoOn() {
    List<Example> examples = Examples.of(TestSpecs.BINARY, 8, 1);
    try (Learner learner = TestSpecs.binary(2).newLearner("k", 3)) {
      examples.subList(0, 4).forEach(learner::learn);
      ModelSnapshot source = copy(learner.snapshot());
      examples.subList(4, 8).forEach(learner::learn);
      learner.setLearningRate(0.5f);
      learner.pause();
      learner.goBackTo(source);

      assertThat(learner.learningRate()).isEqualTo(0.5f);
      assertThat(learner.isPaused()).isTrue();
    }
  }

  @Test
  void anExampleWhoseClassTheModelHasNoRoomForIsGatheredNoLonger() {
    LearnerSpec spec =
        TestSpecs.of(new OpenClassTarget(List.of(), 3, 0, false), TestSpecs.ADAM, 4, 7);
    try (Learner learner = spec.newLearner("k", 1)) {
      learn(learner, "a", "b", "a", "b");
      ModelSnapshot ofTwo = copy(learner.snapshot());
      learn(learner, "a", "b", "c", "a");
      ModelSnapshot ofThree = copy(learner.snapshot());
      assertThat(learner.goBackTo(ofTwo)).isZero();
      learn(learner, "a", "d");
      assertThat(learner.skippedExamples()).isEqualTo(4); // undone

      assertThat(learner.goBackTo(ofThree)).isEqualTo(1);
      assertThat(learner.gathered()).isEqualTo(1);
      assertThat(learner.skippedExamples()).isEqualTo(5);
      learn(learner, "a", "b", "c");
      assertThat(learner.lineage().examples()).isEqualTo(12);
      assertThat(learner.snapshot().classes()).isEqualTo(ofThree.classes());
    }
  }

  private static void learn(Learner learner, String... classes) {
    for (String name : classes) {
      Event event = Event.of(1L, 1.0, "place");
      learner.learn(Example.named(event, "", name, Examples.position(1)));
    }
  }

  @Test
  void aModelOfAnotherKeyOrSpecIsRefusedAndChangesNothing() {
    List<Example> examples = Examples.of(TestSpecs.BINARY, 8, 1);
    try (Learner learner = TestSpecs.binary(2).newLearner("k", 3);
        Learner ofAnotherKey = TestSpecs.binary(2).newLearner("other", 3);
        Learner ofAnotherTarget =
            TestSpecs.of(TestSpecs.VALUE, TestSpecs.ADAM, 2, 7).newLearner("k", 3)) {
      examples.forEach(learner::learn);
      byte[] before = SnapshotCodec.encode(learner.snapshot());

      assertThatThrownBy(() -> learner.goBackTo(ofAnotherKey.snapshot()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("version 3.0 of the key 'other' is of another key");
      assertThatThrownBy(() -> learner.goBackTo(ofAnotherTarget.snapshot()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("of another spec");
      assertThat(SnapshotCodec.encode(learner.snapshot())).isEqualTo(before);
    }
  }

  /** Progress of before has no source, and is written as it always was. */
  @Test
  void progressTellsTheSourceBehindAllElse() {
    RecordingStore store = new RecordingStore();
    try (Learner learner = TestSpecs.binary(2).newLearner("k", 3)) {
      Examples.of(TestSpecs.BINARY, 4, 1).forEach(learner::learn);
      learner.write(store);
      assertThat(store.part(Part.PROGRESS, 0)[0]).isEqualTo((byte) 1);
      learner.goBackTo(copy(learner.snapshot()));
      learner.write(store);
      assertThat(store.part(Part.PROGRESS, 0)[0]).isEqualTo((byte) 2);
      assertThat(store.generation()).hasValue(3);
    }
  }
}
