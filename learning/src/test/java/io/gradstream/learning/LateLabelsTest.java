package io.gradstream.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.learning.spec.LabelsSpec;
import io.gradstream.learning.spec.LabelsSpec.Otherwise;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.StreamFormat;
import io.gradstream.schemas.Position;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** An event is learned with what was known when it came. */
final class LateLabelsTest {

  private static final int ROWS = 120;
  private static final int DELAY = 7;

  private static List<Example> rows() {
    List<Example> rows = new ArrayList<>();
    for (Example example : Examples.of(TestSpecs.BINARY, ROWS, 1)) {
      Position position = new Position(0, "events", 0, rows.size());
      rows.add(new Example(example.event(), example.id(), example.target(), position));
    }
    return rows;
  }

  /** Of each row, as it is learned. */
  private static List<float[]> inputs(Learner learner, List<Example> examples) {
    List<float[]> inputs = new ArrayList<>();
    learner.listen((row, tables, label) -> inputs.add(row.clone()));
    examples.forEach(learner::learn);
    return inputs;
  }

  private static Learner ofLateRows(LearnerSpec spec) {
    return new Learner(spec.model(), spec.learn(), Optional.of(Lateness.ofRows(DELAY)), "k", 1);
  }

  private static List<float[]> inputsOfLateRows(List<Example> examples) {
    try (Learner learner = ofLateRows(TestSpecs.pool(TestSpecs.BINARY))) {
      return inputs(learner, examples);
    }
  }

  private static Example turned(Example example) {
    return new Example(example.event(), example.id(), 1 - example.target(), example.position());
  }

  @Test
  void labelsThatWereNotKnownYetAreInNoFeature() {
    List<Example> turned = rows();
    for (int row = ROWS - 1 - DELAY; row < ROWS; row++) {
      turned.set(row, turned(turned.get(row)));
    }
    List<float[]> before = inputsOfLateRows(rows());

    assertThat(inputsOfLateRows(turned).get(ROWS - 1)).isEqualTo(before.get(ROWS - 1));
  }

  @Test
  void theLastLabelThatWasKnownIs() {
    List<Example> turned = rows();
    int known = ROWS - 2 - DELAY;
    turned.set(known, turned(turned.get(known)));

    assertThat(inputsOfLateRows(turned).get(ROWS - 1))
        .isNotEqualTo(inputsOfLateRows(rows()).get(ROWS - 1));
  }

  private static LearnerSpec ownTopic() {
    LearnerSpec spec = TestSpecs.pool(TestSpecs.BINARY);
    LabelsSpec labels =
        new LabelsSpec.OwnTopic(
            "labels",
            new StreamFormat.Json(),
            spec.model().events(),
            "id",
            Optional.empty(),
            Duration.ofDays(1),
            Duration.ZERO,
            Otherwise.DROP);
    return new LearnerSpec(
        spec.model(),
        spec.events(),
        labels,
        spec.target(),
        spec.learn(),
        spec.publish(),
        spec.limits(),
        spec.source());
  }

  /**
   * Labels that come later, in their order.
   *
   * @param random of their delays, at most 20,000 s; null: all settle after 10,000 s
   */
  private static List<Example> late(Random random) {
    List<Example> late = new ArrayList<>();
    for (Example example : Examples.of(TestSpecs.BINARY, 400, 1)) {
      long delay = 1_000L * (random == null ? 10_000 : random.nextInt(20_000));
      long known = example.position().time() + delay;
      late.add(
          new Example(
              example.event(),
              example.id(),
              example.target(),
              new Position(known, "labels", 0, late.size())));
    }
    late.sort((one, other) -> one.position().compareTo(other.position()));
    return late;
  }

  @Test
  void settledLabelsOfATopicOfTheirOwnAreNotUsedBeforeTheyWereKnown() {
    List<Example> examples = late(null);
    int last = examples.size() - 1;
    long came = examples.get(last).event().time(0);
    List<Example> turned = new ArrayList<>(examples);
    turned.replaceAll(of -> of.position().time() > came ? turned(of) : of);

    assertThat(inputs(turned).get(last)).isEqualTo(inputs(examples).get(last));
    assertThat(turned.get(last).target()).isNotEqualTo(examples.get(last).target());
  }

  private static List<float[]> inputs(List<Example> examples) {
    try (Learner learner = ownTopic().newLearner("k", 1)) {
      return inputs(learner, examples);
    }
  }

  @Test
  void whatWaitsIsRestoredAndGoesOnBitForBit() {
    List<Example> examples = late(new Random(3));
    RecordingStore expected = new RecordingStore();
    try (Learner undisturbed = ownTopic().newLearner("k", 1)) {
      examples.forEach(undisturbed::learn);
      undisturbed.write(expected);
    }
    RecordingStore store = new RecordingStore();
    for (int from = 0; from < examples.size(); from += 50) {
      try (Learner learner = ownTopic().newLearner("elsewhere", 9)) {
        learner.read("k", 1, store);
        examples.subList(from, from + 50).forEach(learner::learn);
        learner.write(store);
      }
    }
    assertThat(store.content()).isEqualTo(expected.content());
  }
}
