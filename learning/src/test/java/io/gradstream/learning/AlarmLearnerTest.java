package io.gradstream.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.features.event.Event;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.read.Specs;
import io.gradstream.learning.spec.yaml.InvalidSpecException;
import io.gradstream.schemas.Anomaly;
import io.gradstream.schemas.MetricReport;
import io.gradstream.schemas.MetricReport.Measure;
import io.gradstream.schemas.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A learner that judges events. */
final class AlarmLearnerTest {

  private static final int JUMP = 1800;

  /** What it predicts. */
  enum Kind {
    /** The next event's value, which that tells. */
    FORECAST(
        """
        learner: pumps
        events: {topic: rows, order: arrival}
        labels: {of: next}
        features: [{field: load, as: numeric}]
        target: {regression: load, loss: absolute, alarms: {rate: 0.002}}
        network: [{dense: 4}]
        learn: {optimizer: {adam: {learningRate: 0.01}}, batch: 1}
        """),
    /** Its own value. */
    VALUE(
        """
        learner: pumps
        events: {topic: rows}
        features: [{field: heat, as: numeric}]
        target: {regression: load, loss: absolute, alarms: {rate: 0.002}}
        network: [{dense: 4}]
        learn: {optimizer: {adam: {learningRate: 0.01}}, batch: 1}
        """),
    /** All of it. */
    RECONSTRUCTION(
        """
        learner: pumps
        events: {topic: rows}
        features: [{field: load, as: numeric}, {field: heat, as: numeric}]
        target: {reconstruct: true, alarms: {rate: 0.002}}
        network: [{dense: 1}]
        learn: {optimizer: {adam: {learningRate: 0.01}}, batch: 1}
        """);

    private final String spec;

    Kind(String spec) {
      this.spec = spec;
    }

    LearnerSpec spec() {
      return Specs.read(spec);
    }
  }

  /** A load that goes with the heat, but for one event. */
  private static List<Example> stream(LearnerSpec spec) {
    Random random = new Random(5);
    List<Example> stream = new ArrayList<>();
    double heat = 0;
    for (int i = 0; i < 2000; i++) {
      heat = 0.9 * heat + 0.1 * random.nextGaussian();
      double load = i == JUMP ? 40 : 2 * heat + 0.1 * random.nextGaussian();
      double shown = heat;
      Object[] values =
          spec.model().events().fields().stream()
              .map(field -> (Object) (field.name().equals("load") ? load : shown))
              .toArray();
      stream.add(new Example(Event.owning(values), "", load, new Position(i, "rows", 0, i)));
    }
    return stream;
  }

  /** What each event that is judged turns out to be, by its place. */
  private static List<Anomaly> heard(Learner learner, List<Example> stream) {
    List<Anomaly> heard = new ArrayList<>();
    learner.alarms().orElseThrow().listen((position, anomaly) -> heard.add(anomaly));
    stream.forEach(learner::learn);
    return heard;
  }

  private static double measure(Learner learner, String name) {
    List<Measure> measures = learner.alarms().orElseThrow().measures();
    return MetricReport.value(name, measures).orElseThrow();
  }

  @ParameterizedTest
  @EnumSource
  void usageExample(Kind kind) {
    LearnerSpec spec = kind.spec();
    List<Example> stream = stream(spec);
    try (Learner learner = spec.newLearner("", 1)) {
      stream.subList(0, JUMP).forEach(learner::learn);

      assertThat(learner.anomaly(stream.get(JUMP)).orElseThrow().isAlarm()).isTrue();
      assertThat(measure(learner, "alarms.judged")).isGreaterThan(1600);
      assertThat(measure(learner, "alarms.rate")).isLessThan(0.01);
    }
  }

  /** With mini-batches of one, so that nothing is learned between the two. */
  @ParameterizedTest
  @EnumSource
  void anEventIsJudgedWhenItComesAsWhenItIsLearned(Kind kind) {
    LearnerSpec spec = kind.spec();
    try (Learner learner = spec.newLearner("", 1)) {
      List<Optional<Anomaly>> asked = new ArrayList<>();
      List<Optional<Anomaly>> heard = new ArrayList<>();
      learner.alarms().orElseThrow().listen((at, anomaly) -> heard.add(Optional.of(anomaly)));
      for (Example example : stream(spec)) {
        asked.add(learner.anomaly(example));
        learner.learn(example);
      }
      List<Optional<Anomaly>> learned =
          asked.subList(asked.size() - heard.size(), asked.size()); // the first tells no label
      assertThat(asked.size() - heard.size()).isEqualTo(kind == Kind.FORECAST ? 1 : 0);
      assertThat(heard).isEqualTo(learned).anyMatch(of -> of.orElseThrow().isAlarm());
    }
  }

  @ParameterizedTest
  @EnumSource
  void allElseIsAsWithoutAlarms(Kind kind) {
    LearnerSpec without = Specs.read(kind.spec.replace(", alarms: {rate: 0.002}", ""));
    List<Example> stream = stream(without);
    try (Learner with = kind.spec().newLearner("", 1);
        Learner other = without.newLearner("", 1)) {
      stream.forEach(with::learn);
      stream.forEach(other::learn);

      assertThat(with.snapshot().weights()).isEqualTo(other.snapshot().weights());
      assertThat(with.scores().measures()).isEqualTo(other.scores().measures());
      assertThat(other.alarms()).isEmpty();
      assertThat(other.anomaly(stream.get(0))).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void restoredItGoesOnBitForBit(Kind kind) {
    LearnerSpec spec = kind.spec();
    List<Example> stream = stream(spec);
    InMemoryLearnerStore middle = new InMemoryLearnerStore();
    InMemoryLearnerStore end = new InMemoryLearnerStore();
    InMemoryLearnerStore again = new InMemoryLearnerStore();
    try (Learner learner = spec.newLearner("", 1);
        Learner restored = spec.newLearner("", 1)) {
      stream.subList(0, 900).forEach(learner::learn);
      learner.write(middle);
      restored.read("", 1, middle);
      List<Example> rest = stream.subList(900, stream.size());

      assertThat(heard(restored, rest)).isEqualTo(heard(learner, rest)).anyMatch(Anomaly::isAlarm);
      learner.write(end);
      restored.write(again);
      assertThat(again.part(LearnerStore.Part.ALARMS, 0))
          .isEqualTo(end.part(LearnerStore.Part.ALARMS, 0))
          .isNotNull();
    }
  }

  /** Otherwise the event before is not learned yet when one comes, and is forecast from another. */
  @Test
  void aForecastIsLearnedAsEventsArriveAndNoHorizonAhead() {
    String forecast = Kind.FORECAST.spec;
    assertThatThrownBy(() -> Specs.read(forecast.replace(", order: arrival", "")))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageContaining(
            "target.alarms must go with events.order: arrival where the next event tells the label: {rate: 0.002}. Write events.order: arrival");
    assertThatThrownBy(
            () ->
                Specs.read(
                    forecast
                        .replace("order: arrival", "order: arrival, time: at")
                        .replace("of: next", "of: next, horizon: 3h, wait: 4h")))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageContaining("target.alarms must be absent with labels.horizon: {rate: 0.002}");
  }

  @Test
  void anotherSpecOfTheSameTargetGoesOnWithWhatIsKnown() {
    LearnerSpec spec = Kind.VALUE.spec();
    LearnerSpec rarer = Specs.read(Kind.VALUE.spec.replace("0.002", "0.001"));
    List<Example> stream = stream(spec);
    try (Learner before = spec.newLearner("", 1);
        Learner now = rarer.newLearner("", 1)) {
      stream.subList(0, JUMP).forEach(before::learn);
      double judged = measure(before, "alarms.judged");
      now.takeOver(before);

      assertThat(measure(now, "alarms.judged")).isEqualTo(judged);
      assertThat(now.anomaly(stream.get(JUMP)).orElseThrow().isAlarm()).isTrue();
    }
  }
}
