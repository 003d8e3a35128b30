package io.gradstream.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.features.event.Event;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.read.SpecReader;
import io.gradstream.model.Model;
import io.gradstream.model.SnapshotCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The default learner of numbers, where a category tells apart series that lie interleaved. */
class InterleavedSeriesTest {

  private static final int SERIES = 20;
  private static final int EXAMPLES = 3000;
  private static final double KEPT = 0.8; // of how far a series was from its level
  private static final int SEASON = 12;

  private static LearnerSpec spec() {
    return spec("");
  }

  /** Smaller members of the same kinds, for tests of state. */
  private static LearnerSpec small() {
    return spec(
        """
        pool:
          members: [{perceptron: [6], sees: labels}, {leastSquares: numbers}, {own: machine}]
        learn: {young: 1000}
        """);
  }

  private static LearnerSpec spec(String more) {
    return SpecReader.read(
        new SpecBundle(
            "series.yaml",
            """
            learner: series
            seed: 3
            events: {topic: events}
            features: [{field: noise, as: numeric}, {field: machine, as: category}]
            target: {regression: heat}
            """
                + more,
            Map.of()));
  }

  /** In any order, each a faded walk around a level and a season of its own, in its own rows. */
  private static List<Example> examples(int count) {
    Random random = new Random(1);
    double[] level = random.doubles(SERIES, 0, 100).toArray();
    double[] swing = random.doubles(SERIES, 2, 10).toArray();
    double[] off = new double[SERIES];
    int[] rows = new int[SERIES];
    LearnerSpec spec = small();
    int noise = spec.model().events().indexOf("noise");
    int machine = spec.model().events().indexOf("machine");
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int series = random.nextInt(SERIES);
      off[series] = KEPT * off[series] + 2 * random.nextGaussian();
      double wave = swing[series] * StrictMath.sin(2 * Math.PI * rows[series]++ / SEASON + series);
      Object[] values = new Object[spec.model().events().fields().size()];
      values[noise] = random.nextGaussian();
      values[machine] = "m" + series;
      double label = level[series] + wave + off[series];
      examples.add(new Example(Event.of(values), "", label, Examples.position(i)));
    }
    return examples;
  }

  /** The least there is to reach is 1.6; the last label of the same machine is off by 2.7. */
  @Test
  void theyAreLearnedBetterThanTheLastLabelOfEach() {
    List<Example> examples = examples(EXAMPLES);
    double[] last = new double[SERIES];
    double error = 0;
    double errorOfLast = 0;
    int machine = spec().model().events().indexOf("machine");
    try (Learner learner = spec().newLearner("k", 1)) {
      for (int i = 0; i < EXAMPLES; i++) {
        Example example = examples.get(i);
        int series = Integer.parseInt(example.event().text(machine).substring(1));
        if (i >= EXAMPLES / 2) {
          error += Math.abs(learner.answer(example.event()).output()[0] - example.target());
          errorOfLast += Math.abs(last[series] - example.target());
        }
        last[series] = example.target();
        learner.learn(example);
      }
    }
    assertThat(error / errorOfLast).isLessThan(0.8);
  }

  @Test
  void aLearnerReadInMidStreamContinuesBitForBit() {
    assertGoesOn(() -> small().newLearner("k", 1));
  }

  @Test
  void oneWhoseLabelsAreLateDoesToo() {
    assertGoesOn(InterleavedSeriesTest::late);
  }

  /** Before a series is told apart, just then, and long after. */
  private static void assertGoesOn(Supplier<Learner> learners) {
    List<Example> examples = examples(400);
    RecordingStore expected = new RecordingStore();
    try (Learner undisturbed = learners.get()) {
      examples.forEach(undisturbed::learn);
      undisturbed.write(expected);
    }
    for (int cut : new int[] {50, 119, 150, 350}) {
      RecordingStore store = new RecordingStore();
      try (Learner before = learners.get();
          Learner after = learners.get()) {
        examples.subList(0, cut).forEach(before::learn);
        before.write(store);
        examples.subList(0, 200).forEach(after::learn); // must leave no trace
        after.read("k", 1, store);
        examples.subList(cut, examples.size()).forEach(after::learn);
        after.write(store);
      }
      assertThat(store.content()).isEqualTo(expected.content());
    }
  }

  private static Learner late() {
    return new Learner(small().model(), small().learn(), Optional.of(Lateness.ofRows(30)), "k", 1);
  }

  @Test
  void aSnapshotAnswersAsTheLearnerItWasTakenOf() {
    List<Example> examples = examples(400);
    try (Learner learner = small().newLearner("k", 1)) {
      examples.forEach(learner::learn);
      byte[] snapshot = SnapshotCodec.encode(learner.snapshot());
      try (Model served = Model.of(SnapshotCodec.decode(snapshot))) {
        for (Example example : examples.subList(0, 50)) {
          assertThat(served.predict(example.event()))
              .isEqualTo(learner.answer(example.event()).output());
        }
      }
    }
  }
}
