package io.gradstream.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventField;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.read.Specs;
import io.gradstream.model.Model;
import io.gradstream.model.ModelSnapshot;
import io.gradstream.model.SnapshotCodec;
import io.gradstream.schemas.MetricReport.Measure;
import io.gradstream.schemas.Position;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Series whose next event tells an event's label, seen through a window. */
final class NextLabelTest {

  private static final String SPEC =
      """
      learner: air
      events: {topic: hours, time: at}
      labels: {of: next, by: station, wait: 3h}
      features: [{field: dust, as: window, with: [heat], last: 3, by: station}]
      target: {regression: dust, from: dust}
      network: [{gru: 4}]
      learn: {optimizer: {adam: {learningRate: 0.01}}, batch: BATCH}
      limits: {categories: 2}
      """;
  private static final long HOUR = 3_600_000;

  private final LearnerSpec single = spec(1);
  private final List<Double> labels = new ArrayList<>(); // of what was learned
  private final List<float[]> inputs = new ArrayList<>();
  private int next; // offset

  private static LearnerSpec spec(int batch) {
    return Specs.read(SPEC.replace("BATCH", "" + batch));
  }

  private Example hour(double hour, String station, double dust) {
    return example(single, next++, hour, station, dust, 20.0);
  }

  private static Example example(
      LearnerSpec spec, int offset, double hour, String station, double dust, Double heat) {
    Object[] values =
        spec.model().events().fields().stream()
            .map(EventField::name)
            .map(
                name ->
                    switch (name) {
                      case "at" -> (Object) (long) (hour * HOUR);
                      case "station" -> station;
                      case "dust" -> dust;
                      default -> heat;
                    })
            .toArray();
    return new Example(
        Event.owning(values), "", dust, new Position((long) (hour * HOUR), "hours", 0, offset));
  }

  private Learner listening() {
    Learner learner = single.newLearner("", 1);
    learner.listen(
        (row, tables, label) -> {
          labels.add(label);
          inputs.add(row.clone());
        });
    return learner;
  }

  private void learn(Example... examples) {
    try (Learner learner = listening()) {
      Arrays.stream(examples).forEach(learner::learn);
    }
  }

  /** Hours of three stations, of which one is dropped now and then. */
  private static List<Example> stream(LearnerSpec spec, int count) {
    Random random = new Random(3);
    List<Example> stream = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String station = random.nextInt(9) == 0 ? null : "s" + random.nextInt(3);
      double hour = i / 3 - random.nextInt(12) / 10;
      Double heat = random.nextInt(5) == 0 ? null : (Double) random.nextGaussian();
      stream.add(example(spec, i, hour, station, 50 + 10 * random.nextGaussian(), heat));
    }
    return stream;
  }

  @Test
  void theNextEventTellsTheLabel() {
    learn(hour(0, "a", 10), hour(1, "a", 11), hour(2, "a", 13));

    assertThat(labels).containsExactly(11.0, 13.0);
  }

  @Test
  void stationsAreSeriesOfTheirOwn() {
    learn(
        hour(0, "a", 10),
        hour(0, "b", 20),
        hour(1, "b", 21),
        hour(1, "a", 11),
        hour(1, null, 99),
        hour(2, null, 98));

    assertThat(labels).containsExactly(21.0, 11.0);
  }

  @Test
  void anEventBeyondTheWaitTellsNoLabelButWaitsForOne() {
    learn(hour(0, "a", 10), hour(3, "a", 11), hour(6.5, "a", 12), hour(7, "a", 13));

    assertThat(labels).containsExactly(11.0, 13.0);
  }

  @Test
  void anEventThatGoesBackTellsNothingAndOneOfTheSameTimeTakesThePlace() {
    learn(hour(1, "a", 10), hour(0, "a", 1), hour(1, "a", 12), hour(2, "a", 13));

    assertThat(labels).containsExactly(13.0);
    assertThat(inputs).hasSize(1);
  }

  @Test
  void aTimeThatLayFarAheadHoldsNothingBack() {
    learn(hour(1, "a", 10), hour(900, "a", 99), hour(2, "a", 12), hour(3, "a", 13));

    assertThat(labels).containsExactly(13.0);
  }

  @Test
  void noMoreStationsWaitThanThereIsRoomFor() {
    learn(hour(0, "a", 1), hour(0, "b", 2), hour(0, "c", 3), hour(1, "a", 4), hour(1, "c", 5));

    assertThat(labels).containsExactly(5.0);
  }

  @Test
  void aKeySeenOnceIsNeverLearned() {
    try (Learner learner = listening()) {
      assertThat(learner.learn(hour(0, "a", 10))).isTrue(); // it is known from here on

      assertThat(labels).isEmpty();
      assertThat(learner.scores().count()).isZero();
      assertThat(learner.skippedUpdates()).isZero();
    }
  }

  /** Two streams that differ in their last event alone. */
  @Test
  void noLabelIsSeenBeforeItIsKnown() {
    for (double last : new double[] {5, 500}) {
      next = 0;
      learn(hour(0, "a", 10), hour(1, "a", 11), hour(2, "a", 13), hour(3, "a", last));
    }

    assertThat(labels).containsExactly(11.0, 13.0, 5.0, 11.0, 13.0, 500.0);
    assertThat(inputs.get(5)).isEqualTo(inputs.get(2));
  }

  /**
   * A walk by steps of 1 or -1, answered by several networks: of whoever comes next, the last is
   * known, which is the event itself.
   */
  @Test
  void whoAsksIsAnsweredFromWhatTheEventSaysItself() {
    LearnerSpec several =
        Specs.read(
            SPEC.replaceAll("features:.*|network:.*|learn:.*", "").replace(", from: dust", "")
                + "features: [{field: heat, as: numeric}]\n");
    Random random = new Random(5);
    double at = 50;
    double error = 0;
    try (Learner learner = several.newLearner("", 1)) {
      for (int i = 0; i < 2000; i++) {
        Example event = example(several, i, i, "a", at, 20.0);
        double said = learner.answer(event.event()).output()[0];
        error += i < 1000 ? 0 : Math.abs(said - at) / 1000;
        learner.learn(event);
        at += random.nextBoolean() ? 1 : -1;
      }
    }

    assertThat(error).as("1.6 or more from a number of before").isLessThan(0.5);
  }

  /** Of an error that is not counted: errors begin with the second label. */
  private static Scores scores(LearnerSpec spec) {
    Scores scores = Scores.of(spec.model().target());
    scores.score(new double[] {0}, 40, true);
    return scores;
  }

  @Test
  void scoresAreOfTheAnswerToTheEventBefore() {
    try (Learner learner = single.newLearner("", 1)) {
      Scores scores = scores(single);
      stream(single, 60).forEach(learner::learn);
      Example last = example(single, 60, 30, "s1", 40, 1.0);
      learner.learn(last);
      double answer = learner.answer(last.event()).output()[0];

      learner.score(example(single, 61, 31, "s1", 47, 1.0), scores);
      learner.score(example(single, 62, 31, "s9", 47, 1.0), scores);

      assertThat(scores.measures())
          .contains(new Measure("n", 2), new Measure("mae", Math.abs(47 - answer)));
    }
  }

  /** Between two steps the last event of a station is among the gathered ones. */
  @Test
  void whatIsGatheredIsScoredAsWell() {
    LearnerSpec five = spec(5);
    List<Example> hours = new ArrayList<>();
    for (int i = 0; i < 23; i++) { // of which three are gathered in the end
      hours.add(example(five, i, i, "s" + i % 2, 50 + i % 7, 1.0));
    }
    try (Learner learner = five.newLearner("", 1)) {
      hours.forEach(learner::learn);
      for (int i = 21; i < 23; i++) {
        Scores scores = scores(five);
        double answer = learner.answer(hours.get(i).event()).output()[0];

        learner.score(example(five, 23, 23, "s" + i % 2, 47, 1.0), scores);

        assertThat(scores.measures()).contains(new Measure("mae", Math.abs(47 - answer)));
      }
    }
  }

  @Test
  void aSnapshotAnswersAsItsLearnerDoes() {
    List<Example> stream = stream(single, 100);
    try (Learner learner = single.newLearner("", 1)) {
      stream.forEach(learner::learn);
      ModelSnapshot snapshot = SnapshotCodec.decode(SnapshotCodec.encode(learner.snapshot()));
      try (Model served = Model.of(snapshot);
          Model several = Model.toServe(snapshot)) {
        List<Event> questions =
            stream(single, 130).subList(90, 130).stream().map(Example::event).toList();
        List<double[]> together = new ArrayList<>();
        for (int from = 0; from < questions.size(); from += several.most()) {
          int to = Math.min(questions.size(), from + several.most());
          several.predict(questions.subList(from, to), together);
        }
        for (int i = 0; i < questions.size(); i++) {
          double[] expected = learner.answer(questions.get(i)).output();
          assertThat(served.predict(questions.get(i))).isEqualTo(expected);
          assertThat(together.get(i)).isEqualTo(expected);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5})
  void aLearnerRestoredAtAnyCutContinuesBitForBit(int batch) {
    LearnerSpec spec = spec(batch);
    List<Example> stream = stream(spec, 120);
    Map<String, String> expected = RecordingStore.contentAfterRestore(spec, stream, 0);
    for (int cut : new int[] {1, 2, 7, 50, 51, 52, 53, 54, 119}) {
      assertThat(RecordingStore.contentAfterRestore(spec, stream, cut)).isEqualTo(expected);
    }
  }

  @Test
  void aLearnerOfAnotherNetworkGoesOnWithWhatWaitsAndWithTheWindows() {
    LearnerSpec wider = Specs.read(SPEC.replace("BATCH", "1").replace("gru: 4", "gru: 6"));
    try (Learner before = single.newLearner("", 1);
        Learner after = wider.newLearner("", 2)) {
      before.learn(hour(0, "a", 10));
      before.learn(hour(1, "a", 11));
      after.takeOver(before);
      after.listen(
          (row, tables, label) -> {
            labels.add(label);
            inputs.add(row.clone());
          });
      after.learn(hour(2, "a", 13));
    }

    assertThat(labels).containsExactly(13.0);
    assertThat(inputs.get(0)[1]).as("before all").isEqualTo(1);
    assertThat(inputs.get(0)[6]).as("the first hour").isZero();
  }

  /** A step of two events that tell no label, and then one of which one does. */
  @Test
  void stepsOfWhichNothingIsLearnedLeaveTheNetworkAlone() {
    LearnerSpec pairs = spec(2);
    try (Learner learner = pairs.newLearner("", 1)) {
      ModelSnapshot before = learner.snapshot();
      learner.learn(example(pairs, 0, 0, "s0", 1, 1.0));
      learner.learn(example(pairs, 1, 0, "s1", 1, 1.0));

      assertThat(learner.version().step()).isEqualTo(1);
      assertThat(learner.snapshot().weights()).isEqualTo(before.weights());
      assertThat(learner.snapshot().statistics()).isNotEqualTo(before.statistics());
      learner.learn(example(pairs, 2, 1, "s0", 2, 1.0));
      learner.learn(example(pairs, 3, 1, "s2", 2, 1.0));
      assertThat(learner.scores().count()).isEqualTo(1);
      assertThat(learner.snapshot().weights()).isNotEqualTo(before.weights());
    }
  }
}
