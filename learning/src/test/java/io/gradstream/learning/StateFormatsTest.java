package io.gradstream.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.learning.LearnerStore.Part;
import io.gradstream.model.targets.RowLoss;
import io.gradstream.schemas.Lineage;
import io.gradstream.schemas.MetricReport.Measure;
import io.gradstream.schemas.PartitionProgress;
import io.gradstream.schemas.Version;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Bytes written by the first format of each part: every later one must read them. */
final class StateFormatsTest {

  private static final String PROGRESS_1 =
      "0103020100000000003d0900066576656e74730004040101000002066576656e747302020665"
          + "76656e747300043f00000002";
  private static final String BATCH_1 =
      "0101030600000000004c4b4003406aa834b49dd97a0506706c61636531036964350000000000"
          + "000000004c4b40066576656e74730204";
  private static final String CLASS_SCORES_1 =
      "010202010102030201023ff44bd288178ac00002c00701400101c10801";
  private static final String VALUE_SCORES_1 =
      "0102014008000000000000401400000000000040080000000000004008000000000000401400"
          + "0000000000400c0000000000004012000000000000";
  private static final String CLASS_SCORES_2 =
      "020202010102030201023ff44bd288178ac00002c00701400101c108014007f9dba908a2663f"
          + "fff3b7521144cc3fefef9fcb0c026d3ffff7cfe58601363ff44849dd1c72a64003dc004b559e"
          + "87030701043e934b113f3172183e934b113f8c9f543f3172183f317218";
  private static final String VALUE_SCORES_2 =
      "0202014008000000000000401400000000000040080000000000004008000000000000401400"
          + "0000000000400c00000000000040120000000000003ffffbe76c8b43963ff000000000000040"
          + "07fdf3b645a1cb400800000000000040080000000000000200013f8000000000000000000000"
          + "400000004040000040400000";

  /** As above since errors begin with the second label: without 1 and its square. */
  private static final String VALUE_SCORES_2_FROM_SECOND_LABEL =
      "0202014000000000000000401000000000000040080000000000004008000000000000401400"
          + "0000000000400c00000000000040120000000000003ffffbe76c8b43963ff0000000000000"
          + "40000000000000004008000000000000400800000000000002000100000000000000000000"
          + "0000400000004040000040400000";

  private static final String LOSS_SCORES_2 =
      "02020540210000000000003ffffbe76c8b43964020fced916872b04013fced916872b0020000"
          + "40c00000404000004020000040000000";

  private static final String CLASS_SCORES_3 =
      "03010202010102030201023ff44bd288178ac04003e116bcd39e7d02020102c00701400101c1"
          + "08014007f9dba908a2663ffff3b7521144cc3fefef9fcb0c026d3ffff7cfe58601363ff44849"
          + "dd1c72a64003dc004b559e87010340000000000000003ff00000000000004000000000000000"
          + "3ff44bd288178ac04003e116bcd39e7d";
  private static final String VALUE_SCORES_3 =
      "0301020140000000000000004010000000000000400800000000000040080000000000004022"
          + "0000000000004022000000000000400c000000000000401200000000000003400d5555555555"
          + "5540100000000000003ffffbe76c8b43963ff000000000000040000000000000004008000000"
          + "000000400800000000000001023ff00000000000004000000000000000400800000000000040"
          + "08000000000000401000000000000040220000000000004022000000000000";
  private static final String LOSS_SCORES_3 =
      "0300020540210000000000003ffffbe76c8b43964020fced916872b04013fced916872b00102"
          + "40210000000000004014000000000000";

  private static final List<Measure> WITH_FIRST_ERROR =
      List.of(
          new Measure("n", 2),
          new Measure("n_scored", 1),
          new Measure("mae", 1 + 2),
          new Measure("rmse", Math.sqrt(1 + 4)),
          new Measure("r2", 1 - (1 + 4) / 4.5),
          new Measure("no_change_mae", 3),
          new Measure("mean_mae", 3));

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  /** Five examples in batches of two, one skipped. */
  private static RecordingStore written() {
    RecordingStore store = new RecordingStore();
    try (Learner learner = TestSpecs.binary(2).newLearner("k", 3)) {
      List<Example> examples = Examples.of(TestSpecs.BINARY, 6, 1);
      learner.pause();
      learner.learn(examples.get(0));
      learner.resume();
      examples.subList(1, 6).forEach(learner::learn);
      learner.setLearningRate(0.5f);
      learner.write(store);
    }
    return store;
  }

  @Test
  void progressOfTheFirstFormatIsRead() {
    assertThat(hex(written().part(Part.PROGRESS, 0))).isEqualTo(PROGRESS_1);
    RecordingStore store = new RecordingStore();
    store.putPart(Part.PROGRESS, 0, bytes(PROGRESS_1));
    try (Learner learner = TestSpecs.binary(2).newLearner("", 0)) {
      learner.read("k", 0, store);

      assertThat(learner.version()).isEqualTo(new Version(3, 2));
      assertThat(learner.learningRate()).isEqualTo(0.5f);
      assertThat(learner.lineage())
          .isEqualTo(
              new Lineage(
                  Optional.of(Examples.position(4)),
                  4,
                  1,
                  List.of(
                      new PartitionProgress("events", 0, 2, -1),
                      new PartitionProgress("events", 1, 1, -1))));
    }
  }

  @Test
  void gatheredExamplesOfTheFirstFormatAreRead() {
    assertThat(hex(written().part(Part.BATCH, 0))).isEqualTo(BATCH_1);
    MiniBatch batch = new MiniBatch();
    PartBytes.read(Part.BATCH, bytes(BATCH_1), batch::read);

    assertThat(batch.size()).isEqualTo(1);
    assertThat(batch.get(0)).isEqualTo(Examples.of(TestSpecs.BINARY, 6, 1).get(5));
  }

  private static ClassScores classScores() {
    ClassScores scores = new ClassScores(2, true);
    scores.score(new double[] {0.25f}, 0);
    scores.score(new double[] {0.75f}, 1);
    scores.score(new double[] {0.5f}, 0);
    return scores;
  }

  private static ValueScores valueScores() {
    ValueScores scores = new ValueScores();
    scores.score(new double[] {1}, 2);
    scores.score(new double[] {3}, 5);
    return scores;
  }

  private static LossScores lossScores() {
    LossScores scores = new LossScores(true);
    scores.score(new RowLoss(6, 3), true);
    scores.score(new RowLoss(2.5, 2), true);
    return scores;
  }

  /** Those of the last examples begin where the state of a release without them was read. */
  @Test
  void scoresOfTheFirstFormatAreReadAndRecentOnesBegin() {
    ClassScores scores = new ClassScores(2, true);
    scores.restore(bytes(CLASS_SCORES_1));
    assertNear(ofTheWholeStream(scores), ofTheWholeStream(classScores()));
    scores.score(new double[] {0.75f}, 1);
    assertThat(scores.measures())
        .contains(new Measure("n", 4), new Measure("n_window", 1))
        .contains(new Measure("accuracy_fading", 1), new Measure("no_change_window", 0));

    ValueScores values = new ValueScores();
    values.restore(bytes(VALUE_SCORES_1));
    assertThat(values.measures()).isEqualTo(WITH_FIRST_ERROR);
    values.score(new double[] {4}, 8); // errors 1 2 4, of these: no-change 3 3, mean 3 4.5
    assertThat(values.measures())
        .contains(new Measure("n", 3), new Measure("mae", (1 + 2 + 4) / 2.0))
        .contains(new Measure("no_change_mae", 3), new Measure("mean_mae", 7.5 / 2))
        .contains(new Measure("mae_fading", 4), new Measure("mae_window", 4))
        .contains(new Measure("mean_mae_window", 4.5), new Measure("n_window", 1));
  }

  private static List<Measure> ofTheWholeStream(Scores scores) {
    return scores.measures().stream()
        .filter(m -> !m.name().endsWith("_fading") && !m.name().endsWith("_window"))
        .toList();
  }

  /** What the prior lost was told by the labels' counts, and is summed now. */
  private static void assertNear(List<Measure> read, List<Measure> expected) {
    assertThat(read)
        .extracting(Measure::name)
        .isEqualTo(expected.stream().map(Measure::name).toList());
    for (int i = 0; i < read.size(); i++) {
      assertThat(read.get(i).value()).isCloseTo(expected.get(i).value(), within(1e-7));
    }
  }

  /** A row for each example then, sums over a hundred of them now. */
  @Test
  void scoresOfTheSecondFormatAreRead() {
    ClassScores classes = new ClassScores(2, true);
    classes.restore(bytes(CLASS_SCORES_2));
    assertNear(classes.measures(), classScores().measures());
    LossScores losses = new LossScores(true);
    losses.restore(bytes(LOSS_SCORES_2));
    assertThat(losses.measures()).isEqualTo(lossScores().measures());
  }

  /** The squares of the baselines' errors were not summed: those of the window tell them. */
  @Test
  void valuesOfTheSecondFormatAreRead() {
    ValueScores values = new ValueScores();
    values.restore(bytes(VALUE_SCORES_2_FROM_SECOND_LABEL));
    List<Measure> told = new ArrayList<>(valueScores().measures());
    told.removeIf(of -> of.name().equals("no_change_rmse") || of.name().equals("mean_rmse"));
    assertThat(values.measures()).isEqualTo(told);

    ValueScores again = new ValueScores();
    again.restore(values.state());
    assertThat(again.measures()).isEqualTo(told);
  }

  @Test
  void scoresOfTheThirdFormatAreReadAndWritten() {
    checkScores(new ClassScores(2, true), withUnlearned(classScores(), 1), CLASS_SCORES_3);
    checkScores(new ValueScores(), withUnlearned(valueScores(), 4), VALUE_SCORES_3);
    checkScores(new LossScores(true), lossScores(), LOSS_SCORES_3);
  }

  private static Scores withUnlearned(Scores scores, float target) {
    scores.unanswered(target);
    return scores;
  }

  /** Errors 1 and 2, the first of which a release before summed but did not count. */
  @Test
  void valuesScoredFromTheFirstLabelAreRead() {
    ValueScores scores = new ValueScores();
    scores.restore(bytes(VALUE_SCORES_2));

    assertThat(ofTheWholeStream(scores)).isEqualTo(WITH_FIRST_ERROR);
    assertThat(scores.measures())
        .contains(new Measure("mae_fading", 0.999 * 1 + 2), new Measure("mae_window", 3))
        .contains(new Measure("no_change_mae_window", 3), new Measure("n_window", 2));
  }

  private static void checkScores(Scores read, Scores expected, String state) {
    assertThat(hex(expected.state())).isEqualTo(state);
    read.restore(bytes(state));
    assertThat(read.measures()).isEqualTo(expected.measures());
    assertThat(hex(read.state())).isEqualTo(state);
  }

  @Test
  void moreExamplesThanAreStoredAreNotRead() {
    byte[] two = bytes(BATCH_1);
    two[1] = 2;

    assertThatThrownBy(() -> PartBytes.read(Part.BATCH, two, new MiniBatch()::read))
        .isInstanceOf(DamagedStateException.class)
        .hasMessageContaining("BATCH");
  }

  @Test
  void laterFormatIsRefused() {
    byte[] later = bytes(CLASS_SCORES_1);
    later[0] = 5;

    assertThatThrownBy(() -> new ClassScores(2, true).restore(later))
        .isInstanceOf(DamagedStateException.class)
        .hasMessageContaining("format 5");
  }
}
