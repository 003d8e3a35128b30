package io.gradstream.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.features.event.Event;
import io.gradstream.features.event.FieldType;
import io.gradstream.learning.change.SpecHistory;
import io.gradstream.learning.change.StoredLearners;
import io.gradstream.learning.drift.ladder.Command.Start;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.read.SpecReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A learner that is deployed with another practice goes on, and again after a restart. */
final class PracticeChangeTest {

  private static final String HEAD =
      """
      learner: trips
      seed: 7
      events: {topic: trips}
      features: [{field: distance, as: numeric}]
      """;

  private static LearnerSpec spec(String rest) {
    String text = HEAD + rest.replace('~', '\n') + "\n";
    return SpecReader.read(new SpecBundle("trips.yaml", text, Map.of()));
  }

  private static List<Example> examples(LearnerSpec spec) {
    int distance = spec.model().events().indexOf("distance");
    List<Example> examples = new ArrayList<>();
    for (Example example : Examples.of(TestSpecs.BINARY, 400, 1)) {
      Object[] values = new Object[spec.model().events().fields().size()];
      values[distance] = example.event().value(1);
      examples.add(
          new Example(Event.of(values), example.id(), example.target(), example.position()));
    }
    return examples;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          target: {binary: late} | target: {binary: late}~learn: {young: 0}
          target: {binary: late} | target: {binary: late}~learn: {replay: false}
          target: {binary: late}~learn: {replay: false, young: 0} | target: {binary: late}~learn: {replay: true, young: 0}
          target: {binary: late}~network: []~learn: {replay: true, young: 1000} | target: {binary: late}~network: []~learn: {replay: true}
          target: {binary: late}~network: [] | target: {binary: late}~network: []~learn: {replay: true}
          target: {binary: late}~network: []~learn: {replay: true} | target: {binary: late}~network: []~learn: {replay: true, young: 1000}
          target: {regression: late}~network: [{dense: 8}]~learn: {replay: true, batch: 8} | target: {regression: late}~pool: {history: [], members: [{perceptron: [4]}]}~learn: {replay: true, young: 0}
          target: {regression: late}~pool: {history: [], members: [{perceptron: [4]}]}~learn: {replay: true, young: 0} | target: {regression: late}~network: [{dense: 8}]~learn: {replay: true, batch: 8}
          """)
  void goesOnFromTheOther(String from, String to) {
    LearnerSpec before = spec(from);
    LearnerSpec now = spec(to);
    List<Example> examples = examples(before);
    RecordingStore store = new RecordingStore();
    try (Learner learner = before.newLearner("k", 3)) {
      examples.subList(0, 200).forEach(learner::learn);
      learner.write(store);
    }
    SpecHistory history = SpecHistory.of(3, before).with(now, 0);
    try (StoredLearners stored = new StoredLearners(history, LearnerSpec::newLearner);
        StoredLearners again = new StoredLearners(history, LearnerSpec::newLearner);
        Learner learner = now.newLearner("elsewhere", 4);
        Learner restarted = now.newLearner("elsewhere", 4)) {
      stored.read(learner, "k", store);
      examples.subList(200, 300).forEach(learner::learn);
      learner.write(store);
      again.read(restarted, "k", store);
      examples.subList(300, 400).forEach(learner::learn);
      examples.subList(300, 400).forEach(restarted::learn);

      assertThat(restarted.snapshot().weights()).isEqualTo(learner.snapshot().weights());
      assertThat(learner.scores().count()).isGreaterThan(380);
    }
  }

  @Test
  void halfAMiniBatchIsLearnedAtTheRateThatWasOrdered() {
    try (Learner before =
            spec("target: {binary: late}~network: []~learn: {batch: 32}").newLearner("k", 3);
        Learner now =
            spec("target: {binary: late}~network: []~learn: {batch: 8}").newLearner("k", 4);
        Learner other =
            spec("target: {binary: late}~network: []~learn: {batch: 8, optimizer: {adam: {learningRate: 0.25}}}")
                .newLearner("k", 4)) {
      before.setLearningRate(0.5f);
      now.takeOver(before);
      other.takeOver(before);

      assertThat(now.learningRate()).isEqualTo(0.5f);
      assertThat(other.learningRate()).isEqualTo(0.25f);
    }
  }

  @Test
  void inAPauseHalfAMiniBatchStaysThoughItIsSeveral() {
    LearnerSpec before = spec("target: {binary: late}~network: []~learn: {batch: 32}");
    LearnerSpec now = spec("target: {binary: late}~network: []~learn: {batch: 8}");
    List<Example> examples = examples(before);
    RecordingStore store = new RecordingStore();
    try (Learner stored = before.newLearner("k", 3);
        Learner learner = now.newLearner("k", 4);
        Learner restarted = now.newLearner("k", 4)) {
      examples.subList(0, 31).forEach(stored::learn);
      stored.pause();
      learner.takeOver(stored);
      assertThat(learner.version().step()).isZero();
      assertThat(learner.gathered()).isEqualTo(31);

      learner.write(store);
      restarted.read("k", 4, store);
      for (Learner of : List.of(learner, restarted)) {
        of.resume();
        assertThat(of.learn(examples.get(31))).isTrue();
        assertThat(of.version().step()).isEqualTo(4);
        assertThat(of.gathered()).isZero();
        assertThat(of.lineage().examples()).isEqualTo(32);
      }
      assertThat(restarted.snapshot().weights()).isEqualTo(learner.snapshot().weights());
    }
  }

  /** What was stored of drift, a challenger beside it, is of a model of long ago by then. */
  @Test
  void driftThatComesBackBeginsAnew() {
    LearnerSpec without = TestSpecs.pool(TestSpecs.VALUE);
    LearnerSpec with = TestSpecs.with(without, AdaptingLearnerTest.impatient(Start.FRESH));
    List<Example> examples = AdaptingLearnerTest.examples(TestSpecs.VALUE);
    RecordingStore store = new RecordingStore();
    int from = 0;
    try (Learner learner = with.newLearner("k", 3)) {
      while (!learner.drift().orElseThrow().hasChallenger()) {
        learner.learn(examples.get(from++));
      }
      learner.write(store);
    }
    SpecHistory off = SpecHistory.of(3, with).with(without, 0);
    SpecHistory on = off.with(with, 0);
    try (StoredLearners stored = new StoredLearners(off, LearnerSpec::newLearner);
        StoredLearners again = new StoredLearners(on, LearnerSpec::newLearner);
        Learner learner = without.newLearner("elsewhere", 4);
        Learner watching = with.newLearner("elsewhere", 5)) {
      stored.read(learner, "k", store);
      examples.subList(from, from + 500).forEach(learner::learn);
      learner.write(store);
      again.read(watching, "k", store);

      assertThat(watching.drift().orElseThrow().hasChallenger()).isFalse();
      assertThat(watching.drift().orElseThrow().detections()).isEmpty();
      assertThat(watching.snapshot().pool()).isEqualTo(learner.snapshot().pool());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{field: c, as: category}, {field: a, as: numeric}]",
        "[{field: c, as: category}, {field: z, as: numeric}, {field: a, as: numeric}]"
      })
  void labelsThatAreLateAreOfTheFieldsOfBefore(String features) {
    String late =
        "learner: late\nevents: {topic: e, id: id}\nlabels: {topic: l, id: id}\n"
            + "target: {binary: y}\nfeatures: ";
    LearnerSpec before = read(late + "[{field: a, as: numeric}, {field: c, as: category}]\n");
    LearnerSpec now = read(late + features + "\n");
    RecordingStore store = new RecordingStore();
    try (Learner learner = before.newLearner("k", 3)) {
      filled(before).forEach(learner::learn);
      learner.write(store);
    }
    SpecHistory history = SpecHistory.of(3, before).with(now, 0);
    try (StoredLearners stored = new StoredLearners(history, LearnerSpec::newLearner);
        Learner learner = now.newLearner("elsewhere", 4)) {
      stored.read(learner, "k", store);
      filled(now).forEach(learner::learn);

      assertThat(learner.scores().count()).isEqualTo(2 * 60);
    }
  }

  private static LearnerSpec read(String text) {
    return SpecReader.read(new SpecBundle("late.yaml", text, Map.of()));
  }

  private static List<Example> filled(LearnerSpec spec) {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      int n = i;
      Object[] values =
          spec.model().events().fields().stream()
              .map(
                  field ->
                      field.type() == FieldType.NUMBER ? (Object) (double) n : field.name() + n % 3)
              .toArray();
      examples.add(new Example(Event.of(values), "" + i, i % 2, Examples.position(i)));
    }
    return examples;
  }
}
