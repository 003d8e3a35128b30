package io.gradstream.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.schemas.MetricReport.Measure;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is told of a model that has learned nothing, and of the rules beside it. */
final class UnlearnedScoresTest {

  private static Map<String, Double> measures(Scores scores) {
    return scores.measures().stream().collect(Collectors.toMap(Measure::name, Measure::value));
  }

  /** Neither the model nor the baselines are scored; these come to know the labels all the same. */
  @Test
  void whatAModelSaysThatHasLearnedNothingIsNotScored() {
    ClassScores scores = new ClassScores(2, true);
    scores.score(new double[] {0.5f}, 0, false);
    scores.score(new double[] {0.5f}, 1, false);
    scores.unanswered(1);
    assertThat(scores.measures()).containsExactly(new Measure("n", 3), new Measure("n_scored", 0));

    scores.score(new double[] {0.75f}, 1);

    Map<String, Double> measures = measures(scores);
    assertThat(measures).containsEntry("n", 4.0).containsEntry("n_scored", 1.0);
    assertThat(measures).containsEntry("accuracy", 1.0).containsEntry("majority", 1.0);
    assertThat(measures).containsEntry("no_change", 1.0).containsEntry("n_window", 1.0);
    assertThat(measures.get("logloss")).isCloseTo(-Math.log(0.75), within(1e-12));
    assertThat(measures.get("prior_logloss")).isCloseTo(-Math.log(3.0 / 5), within(1e-12));
  }

  @Test
  void numbersOfAModelThatHasLearnedNothingAreNotScored() {
    ValueScores scores = new ValueScores();
    scores.score(new double[] {0}, 10, false);
    scores.score(new double[] {0}, 20, false);
    assertThat(scores.measures()).containsExactly(new Measure("n", 2), new Measure("n_scored", 0));

    scores.score(new double[] {17}, 18);

    Map<String, Double> measures = measures(scores);
    assertThat(measures).containsEntry("n", 3.0).containsEntry("n_scored", 1.0);
    assertThat(measures).containsEntry("mae", 1.0).containsEntry("rmse", 1.0);
    assertThat(measures).containsEntry("no_change_mae", 2.0).containsEntry("mean_mae", 3.0);
    assertThat(measures).containsEntry("no_change_rmse", 2.0).containsEntry("mean_rmse", 3.0);
  }

  /** A late label is known when it is told, whether its event was answered or not. */
  @Test
  void unansweredEventsOfLateLabelsTeachNothingByThemselves() {
    ValueScores scores = new ValueScores(true, false);
    scores.score(new double[] {0}, 1000, false);
    scores.unanswered(1003);
    scores.score(new double[] {1}, 1005);
    assertThat(measures(scores)).containsEntry("n", 3.0).containsEntry("n_scored", 0.0);

    scores.know(1000);
    scores.score(new double[] {1004}, 1005);

    assertThat(measures(scores)).containsEntry("mae", 1.0).containsEntry("no_change_mae", 5.0);
  }

  @Test
  void squaresOfBaselinesAreByDefinition() {
    double[] labels = {3, 5, 4, 8};
    ValueScores scores = new ValueScores();
    for (double label : labels) {
      scores.score(new double[] {0}, (float) label);
    }
    Map<String, Double> measures = measures(scores);
    assertThat(measures.get("no_change_rmse"))
        .isCloseTo(Math.sqrt((4 + 1 + 16) / 3.0), within(1e-12));
    assertThat(measures.get("mean_rmse")).isCloseTo(Math.sqrt((4 + 0 + 16) / 3.0), within(1e-12));
    assertThat(measures.get("mean_rmse_window")).isEqualTo(measures.get("mean_rmse"));
    assertThat(measures).doesNotContainKey("mean_rmse_fading");
  }
}
