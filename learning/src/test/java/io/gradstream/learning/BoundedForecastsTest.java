package io.gradstream.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventField;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.read.Specs;
import io.gradstream.model.targets.Target;
import io.gradstream.schemas.MetricReport;
import io.gradstream.schemas.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forecasts a horizon ahead whose answers have bounds. */
final class BoundedForecastsTest {

  private static final String HEAD =
      """
      learner: air
      events: {topic: hours, time: at}
      labels: {of: next, horizon: 6h, wait: 7h}
      features: [{field: dust, as: numeric}, {field: at, as: [timeOfDay]}]
      target: {regression: dust, intervals: 0.8}
      learn: {batch: 1}
      """;
  private static final long HOUR = 3_600_000;
  private static final int AHEAD = 6; // hours

  private static LearnerSpec spec(boolean isPool) {
    String pool = "pool: {members: [{leastSquares: labels}, {perceptron: [4]}]}\n";
    return Specs.read(HEAD + (isPool ? pool : "network: [{dense: 4}]\n"));
  }

  /** A day's wave under noise that grows once. */
  private static List<Example> stream(LearnerSpec spec, int hours) {
    Random random = new Random(11);
    List<Example> stream = new ArrayList<>();
    for (int hour = 0; hour < hours; hour++) {
      double noise = (hour < hours / 2 ? 1 : 4) * random.nextGaussian();
      double dust = 50 + 10 * StrictMath.sin(2 * Math.PI * hour / 24) + noise;
      long at = hour * HOUR;
      Object[] values =
          spec.model().events().fields().stream()
              .map(EventField::name)
              .map(name -> name.equals("at") ? (Object) at : (Object) dust)
              .toArray();
      stream.add(new Example(Event.owning(values), "", dust, new Position(at, "hours", 0, hour)));
    }
    return stream;
  }

  private static double measure(Learner learner, String name) {
    return MetricReport.value(name, learner.scores().measures()).orElseThrow();
  }

  /** Also of labels that come when the noise has grown: of an answer its own bounds count. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void boundsCoverTheLabelsThatComeAHorizonLaterAndAreScoredAsTheyWereGiven(boolean isPool) {
    LearnerSpec spec = spec(isPool);
    int hours = 6000;
    int covered = 0;
    int bounded = 0;
    List<double[]> answers = new ArrayList<>();
    try (Learner learner = spec.newLearner("", 1)) {
      List<Boolean> counts = new ArrayList<>();
      for (Example hour : stream(spec, hours)) {
        answers.add(learner.answer(hour.event()).output());
        counts.add(learner.scores().count() > 0);
        learner.learn(hour);
        int then = answers.size() - 1 - AHEAD;
        if (then >= 0 && counts.get(then) && !Double.isNaN(answers.get(then)[Target.LOWER])) {
          bounded++;
          covered += covers(answers.get(then), hour.target()) ? 1 : 0;
        }
      }

      assertThat(bounded).isGreaterThan(hours - 100);
      assertThat(measure(learner, "coverage")).isEqualTo((double) covered / bounded);
      assertThat(measure(learner, "coverage")).isCloseTo(0.8, within(0.02));
      assertThat(measure(learner, "coverage_window")).isCloseTo(0.8, within(0.02));
    }
  }

  private static boolean covers(double[] answer, double label) {
    return answer[Target.LOWER] <= label && label <= answer[Target.UPPER];
  }

  @Test
  void aLearnerRestoredAtAnyCutContinuesBitForBit() {
    LearnerSpec spec = spec(true);
    List<Example> stream = stream(spec, 120);
    Map<String, String> expected = RecordingStore.contentAfterRestore(spec, stream, 0);
    for (int cut : new int[] {1, AHEAD, AHEAD + 1, 40, 119}) {
      assertThat(RecordingStore.contentAfterRestore(spec, stream, cut)).isEqualTo(expected);
    }
  }
}
