package io.gradstream.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventField;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.read.Specs;
import io.gradstream.model.ModelSnapshot;
import io.gradstream.schemas.MetricReport;
import io.gradstream.schemas.MetricReport.Measure;
import io.gradstream.schemas.Position;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleBiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Series whose events are forecast some hours ahead. */
final class HorizonTest {

  private static final String WINDOW =
      """
      learner: air
      events: {topic: hours, time: at}
      labels: {of: next, by: station, horizon: 3h, wait: 4h}
      features: [{field: dust, as: window, with: [heat], last: 3, by: station}]
      target: {regression: dust, from: dust}
      network: [{gru: 4}]
      learn: {optimizer: {adam: {learningRate: 0.01}}, batch: 1}
      limits: {categories: 3}
      """;
  private static final String POOL =
      """
      learner: air
      events: {topic: hours, time: at}
      labels: {of: next, by: station, horizon: 3h, wait: 4h}
      features: [{field: dust, as: numeric}, {field: heat, as: numeric}, {field: station, as: category}]
      target: {regression: dust}
      pool:
        members: [{leastSquares: numbers}, {perceptron: [4], sees: labels}, {own: station}]
        season: true
      learn: {batch: 1}
      limits: {categories: 8}
      """;
  private static final long HOUR = 3_600_000;

  private final LearnerSpec single = Specs.read(WINDOW);
  private final List<Double> labels = new ArrayList<>(); // of what was learned
  private final List<float[]> inputs = new ArrayList<>();
  private int next; // offset

  private static LearnerSpec spec(String text, int batch) {
    return Specs.read(text.replace("batch: 1", "batch: " + batch));
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

  private Learner listening(LearnerSpec spec) {
    Learner learner = spec.newLearner("", 1);
    learner.listen(
        (row, tables, label) -> {
          labels.add(label);
          inputs.add(row.clone());
        });
    return learner;
  }

  private void learn(Example... examples) {
    try (Learner learner = listening(single)) {
      Arrays.stream(examples).forEach(learner::learn);
    }
  }

  /**
   * Hours of three stations, of which one is lost or comes late now and then.
   *
   * @param dust of an hour of a station
   */
  private static List<Example> stream(
      LearnerSpec spec, int count, ToDoubleBiFunction<Integer, Integer> dust) {
    Random random = new Random(3);
    List<Example> stream = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int hour = i / 3;
      boolean isNameless = random.nextInt(20) == 0;
      double at = hour - random.nextInt(15) / 14;
      Double heat = random.nextInt(5) == 0 ? null : (Double) random.nextGaussian();
      double value = dust.applyAsDouble(hour, i % 3);
      stream.add(example(spec, i, at, isNameless ? null : "s" + i % 3, value, heat));
    }
    return stream;
  }

  private static List<Example> stream(LearnerSpec spec, int count) {
    return stream(spec, count, (hour, station) -> 50 + 10 * station + hour * 37 % 11);
  }

  @Test
  void theEventThatComesAHorizonLaterTellsTheLabel() {
    learn(hour(0, "a", 10), hour(1, "a", 11), hour(2, "a", 12), hour(3, "a", 13), hour(4, "a", 14));

    assertThat(labels).containsExactly(13.0, 14.0);
    assertThat(inputs.get(1)).isNotEqualTo(inputs.get(0));
  }

  @Test
  void stationsAreSeriesOfTheirOwn() {
    learn(
        hour(0, "a", 10),
        hour(0, "b", 20),
        hour(3, null, 99),
        hour(3, "b", 23),
        hour(3, "a", 13),
        hour(6, null, 98));

    assertThat(labels).containsExactly(23.0, 13.0);
  }

  /**
   * Nothing comes in the hours 3 and 4: that of hour 5 tells the label of hour 2 and of no other.
   */
  @Test
  void ofSeveralThatWaitForTheSameOneTheLatestHasItsLabel() {
    try (Learner learner = listening(single)) {
      for (Example example :
          List.of(hour(0, "a", 10), hour(1, "a", 11), hour(2, "a", 12), hour(5, "a", 15))) {
        learner.learn(example);
      }
      assertThat(labels).containsExactly(15.0);
      assertThat(learner.forecasts())
          .containsExactly(
              new Measure("forecasts.waiting", 1), new Measure("forecasts.unlabelled", 2));
    }
  }

  @Test
  void anEventBeyondTheWaitTellsNoLabelAndOneThatIsALittleLateDoes() {
    learn(hour(0, "a", 10), hour(4.5, "a", 14), hour(8.5, "a", 18), hour(20, "a", 30));

    assertThat(labels).containsExactly(18.0);
  }

  @Test
  void anEventThatGoesBackTellsNothingAndOneOfTheSameTimeTakesThePlace() {
    learn(
        hour(1, "a", 10), hour(0, "a", 1), hour(1, "a", 12), hour(3.5, "a", 13), hour(4, "a", 14));

    assertThat(labels).containsExactly(14.0);
  }

  @Test
  void aTimeThatLayFarAheadHoldsNothingBack() {
    learn(hour(1, "a", 10), hour(900, "a", 99), hour(2, "a", 12), hour(5, "a", 15));

    assertThat(labels).containsExactly(15.0);
  }

  @Test
  void noMoreStationsWaitThanThereIsRoomFor() {
    learn(
        hour(0, "a", 1),
        hour(0, "b", 2),
        hour(0, "c", 3),
        hour(0, "d", 4),
        hour(3, "a", 5),
        hour(3, "d", 6));

    assertThat(labels).containsExactly(6.0);
  }

  /** Of many models each has 256 KiB: a station that sends too often loses its oldest. */
  @Test
  void whatWaitsIsBounded() {
    LearnerSpec keyed = Specs.read("key: station\n" + WINDOW);
    try (Learner learner = keyed.newLearner("a", 1)) {
      for (int second = 0; second < 3_000; second++) {
        learner.learn(example(keyed, second, second / 3600.0, "a", second, 1.0));
      }
      double waiting = MetricReport.value("forecasts.waiting", learner.forecasts()).orElseThrow();
      double unlabelled =
          MetricReport.value("forecasts.unlabelled", learner.forecasts()).orElseThrow();

      assertThat(waiting).isLessThan(2_500);
      assertThat(waiting + unlabelled).isEqualTo(3_000);
    }
  }

  /**
   * Two streams that differ from an hour on. Whatever was learned of an event before is of what was
   * known when it came: windows, scales, history, season, what other stations told since. So is
   * what was said of it.
   */
  @ParameterizedTest
  @CsvSource({"WINDOW, 1", "WINDOW, 4", "POOL, 1", "POOL, 4"})
  void nothingThatCameSinceIsInWhatIsLearnedOfAnEvent(String kind, int batch) {
    LearnerSpec spec = spec(kind.equals("POOL") ? POOL : WINDOW, batch);
    int fork = 40;
    List<List<float[]>> rows = new ArrayList<>();
    for (int world = 0; world < 2; world++) {
      inputs.clear();
      int sign = world;
      List<Example> stream =
          stream(
              spec,
              3 * (fork + 3),
              (hour, station) ->
                  hour < fork ? 50 + hour * 37 % 11 : 50 + 1_000 * sign + hour * 31 % 7);
      try (Learner learner = listening(spec)) {
        stream.forEach(learner::learn);
        learner.learnGathered();
      }
      rows.add(List.copyOf(inputs));
    }

    assertThat(rows.get(0)).hasSizeGreaterThan(60).hasSameSizeAs(rows.get(1));
    for (int row = 0; row < rows.get(0).size(); row++) {
      assertThat(rows.get(0).get(row)).as("row " + row).isEqualTo(rows.get(1).get(row));
    }
  }

  /** Whatever the weights have become since: the score is of the answer that a job had given. */
  @ParameterizedTest
  @ValueSource(strings = {"WINDOW", "POOL"})
  void scoresAreOfTheAnswersAsTheyWereGiven(String kind) {
    LearnerSpec spec = Specs.read(kind.equals("POOL") ? POOL : WINDOW);
    double wrong = 0;
    double unchanged = 0;
    int scored = 0;
    int hours = 60;
    try (Learner learner = spec.newLearner("", 1)) {
      double[] answers = new double[hours];
      double[] values = new double[hours];
      boolean[] hasLearned = new boolean[hours];
      for (int hour = 0; hour < hours; hour++) {
        values[hour] = 50 + hour * 37 % 11;
        Example example = example(spec, hour, hour, "s", values[hour], 1.0);
        answers[hour] = learner.answer(example.event()).output()[0];
        hasLearned[hour] = learner.scores().count() > 0;
        learner.learn(example);
        if (hour >= 3 && hasLearned[hour - 3]) {
          wrong += Math.abs(answers[hour - 3] - values[hour]);
          unchanged += Math.abs(values[hour - 3] - values[hour]);
          scored++;
        }
      }
      List<Measure> measures = learner.scores().measures();

      assertThat(MetricReport.value("n_scored", measures)).hasValue(scored);
      assertThat(MetricReport.value("mae", measures).orElseThrow())
          .isCloseTo(wrong / scored, within(1e-9));
      assertThat(MetricReport.value("no_change_mae", measures).orElseThrow())
          .isCloseTo(unchanged / scored, within(1e-9));
    }
  }

  /** What evaluate adds up where many events share a time is what the learner adds up itself. */
  @Test
  void anExampleIsScoredByWhatWasSaidOfTheEventThatWaited() {
    Scores beside = Scores.of(single.model().target());
    try (Learner learner = single.newLearner("", 1)) {
      for (Example example : stream(single, 200)) {
        learner.score(example, beside);
        learner.learn(example);
      }

      assertThat(beside.measures()).isEqualTo(learner.scores().measures());
    }
  }

  /** Between two steps those that wait are among the gathered ones. */
  @Test
  void whatIsGatheredIsScoredAsWell() {
    LearnerSpec nine = spec(WINDOW, 9);
    try (Learner learner = nine.newLearner("", 1)) {
      List<Example> hours = new ArrayList<>();
      for (int hour = 0; hour < 17; hour++) { // of which eight are gathered in the end
        hours.add(example(nine, hour, hour, "s", 50 + hour % 7, 1.0));
      }
      hours.forEach(learner::learn);
      Scores scores = Scores.of(nine.model().target());
      scores.score(new double[] {0}, 40, true); // errors begin with the second label
      double answer = learner.answer(hours.get(14).event()).output()[0];

      learner.score(example(nine, 17, 17, "s", 47, 1.0), scores);
      learner.score(example(nine, 18, 15.5, "s", 47, 1.0), scores); // hour 12 has its label

      assertThat(scores.measures())
          .contains(new Measure("n", 2), new Measure("mae", Math.abs(47 - answer)));
    }
  }

  @ParameterizedTest
  @CsvSource({"WINDOW, 1", "WINDOW, 5", "POOL, 1", "POOL, 5"})
  void aLearnerRestoredAtAnyCutContinuesBitForBit(String kind, int batch) {
    LearnerSpec spec = spec(kind.equals("POOL") ? POOL : WINDOW, batch);
    List<Example> stream = stream(spec, 150);
    Map<String, String> expected = RecordingStore.contentAfterRestore(spec, stream, 0);
    for (int cut : new int[] {1, 7, 11, 50, 51, 52, 53, 54, 149}) {
      assertThat(RecordingStore.contentAfterRestore(spec, stream, cut)).isEqualTo(expected);
    }
  }

  @Test
  void aLearnerOfAnotherNetworkGoesOnWithWhatWaits() {
    LearnerSpec wider = Specs.read(WINDOW.replace("gru: 4", "gru: 6"));

    assertThat(labelsBehind(wider)).containsExactly(13.0);
  }

  /** What waits was encoded for other features, and is not encoded anew with what came since. */
  @Test
  void aLearnerOfOtherFeaturesBeginsTheWaitAnew() {
    LearnerSpec longer = Specs.read(WINDOW.replace("last: 3", "last: 4"));

    assertThat(labelsBehind(longer)).isEmpty();
  }

  private List<Double> labelsBehind(LearnerSpec other) {
    try (Learner before = single.newLearner("", 1);
        Learner after = other.newLearner("", 2)) {
      before.learn(hour(0, "a", 10));
      after.takeOver(before);
      after.listen((row, tables, label) -> labels.add(label));
      after.learn(hour(3, "a", 13));
      assertThat(MetricReport.value("forecasts.unlabelled", after.forecasts()))
          .hasValue(labels.isEmpty() ? 1 : 0);
    }
    return labels;
  }

  @Test
  void aLearnerThatGoesBackBeginsTheWaitAnew() {
    try (Learner learner = listening(single)) {
      learner.learn(hour(0, "a", 10));
      ModelSnapshot snapshot = learner.snapshot();
      learner.learn(hour(1, "a", 11));
      learner.goBackTo(snapshot);
      learner.learn(hour(3, "a", 13));
      learner.learn(hour(6, "a", 16));
    }

    assertThat(labels).containsExactly(16.0);
  }

  @Test
  void whatAPauseLeavesOutNeitherWaitsNorTells() {
    try (Learner learner = listening(single)) {
      learner.learn(hour(0, "a", 10));
      learner.pause();
      learner.learn(hour(3, "a", 13));
      learner.resume();
      learner.learn(hour(4, "a", 14));
      learner.learn(hour(7, "a", 17));
    }

    assertThat(labels).containsExactly(14.0, 17.0);
  }
}
