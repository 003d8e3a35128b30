package io.gradstream.benchmarks.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class QualityTest {

  @Test
  void isReadFromTheLastLineOfEvaluate() {
    Quality quality =
        Quality.ofEvaluation(
            """
            a note
            {"task":"binary","n":4,"accuracy":0.75,"auc":null,"baselines":{"no_change":0.5}}
            """);
    assertThat(quality.measure("accuracy")).hasValue(0.75);
    assertThat(quality.measure("no_change")).hasValue(0.5);
    assertThat(quality.measure("auc")).isEmpty();
    assertThat(quality.measure("task")).isEmpty();
  }

  @Test
  void anythingElseIsTold() {
    assertThatThrownBy(() -> Quality.ofEvaluation("accuracy 0.75"))
        .hasMessage("evaluate did not end with JSON: accuracy 0.75");
  }

  /** 80 of 100 right, 5 of the first 10: 75 of the 90 behind them. */
  @Test
  void accuracyBehindTheWarmUpFollowsFromTheWarmUpsOwn() {
    Quality all = Quality.ofEvaluation("{\"n\":100,\"accuracy\":0.8}");
    Quality warmUp = Quality.ofEvaluation("{\"n\":10,\"accuracy\":0.5}");
    assertThat(all.after(warmUp).measure(Quality.LATER).orElse(0))
        .isEqualTo(75 / 90.0, within(1e-12));
  }
}
