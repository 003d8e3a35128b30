package io.gradstream.operators.ml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TaskTest {

  @Test
  void binaryGivesTheProbabilityOfBothClasses() {
    double[] raw = Task.BINARY.raw(new double[] {0.75f});
    assertThat(raw).containsExactly(0.25, 0.75);
    assertThat(Task.BINARY.prediction(raw)).isEqualTo(1);
  }

  @Test
  void multiclassPredictsTheMostProbableClass() {
    double[] raw = Task.MULTICLASS.raw(new double[] {0.25f, 0.5f, 0.25f});
    assertThat(raw).containsExactly(0.25, 0.5, 0.25);
    assertThat(Task.MULTICLASS.prediction(raw)).isEqualTo(1);
  }

  @Test
  void regressionPredictsTheValue() {
    assertThat(Task.REGRESSION.prediction(Task.REGRESSION.raw(new double[] {-2.5f})))
        .isEqualTo(-2.5);
  }

  @Test
  void acceptsOnlyLabelsOfTheTask() {
    assertThat(Task.BINARY.accepts(1, 2)).isTrue();
    assertThat(Task.BINARY.accepts(2, 2)).isFalse();
    assertThat(Task.MULTICLASS.accepts(2, 3)).isTrue();
    assertThat(Task.MULTICLASS.accepts(3, 3)).isFalse();
    assertThat(Task.MULTICLASS.accepts(1.5, 3)).isFalse();
    assertThat(Task.REGRESSION.accepts(-1e30, 2)).isTrue();
    assertThat(Task.REGRESSION.accepts(1e300, 2)).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void isKnownAgainByItsTarget(Task task) {
    assertThat(Task.of(task.target(3))).isEqualTo(task);
  }
}
