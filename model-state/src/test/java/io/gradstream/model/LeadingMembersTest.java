package io.gradstream.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.model.targets.ClassRows;
import io.gradstream.model.targets.MultiClassTarget;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Of three members the second is believed first, or nobody is; the formula is in MixTest. */
class LeadingMembersTest {

  private static Mix mix(boolean isLed, int classes) {
    boolean[] votes = {true, true, true};
    boolean[] leads = {false, isLed, false};
    List<String> names = IntStream.range(0, classes).mapToObj(Integer::toString).toList();
    return new GatedMix(votes, leads, true, ClassRows.of(new MultiClassTarget(names)));
  }

  /** Which of two seldom classes is likelier, of which all know as little. */
  @Test
  void whoLeadsIsBelievedUntilSomeLabelsCameBesideTheCommonest() {
    Mix led = mix(true, 3);
    Mix alike = mix(false, 3);
    double[] other = {0.98, 0.005, 0.015};
    double[][] said = {other, {0.98, 0.015, 0.005}, other};
    for (Mix mix : List.of(led, alike)) {
      learn(mix, said, 0, 600);
    }
    assertThat(odds(led.combine(said, 0))).isGreaterThan(2);
    assertThat(odds(alike.combine(said, 0))).isLessThan(1);

    for (Mix mix : List.of(led, alike)) {
      for (int n = 0; n < 100; n++) {
        learn(mix, said, 1 + n % 2, 1);
      }
    }
    assertThat(led.combine(said, 0)).containsExactly(alike.combine(said, 0), within(1e-4));
  }

  private static double odds(double[] answer) {
    return answer[1] / answer[2];
  }

  private static void learn(Mix mix, double[][] said, int label, int times) {
    for (int n = 0; n < times; n++) {
      mix.combine(said, 0);
      mix.update(said, 0, label);
    }
  }

  /** A head start is a prior: who knows nothing loses it by its own losses. */
  @Test
  void whoLeadsAndIsWrongIsNotBelievedForLong() {
    Mix led = mix(true, 2);
    Mix alike = mix(false, 2);
    double[] sure = {0.9999, 0.0001};
    double[][] all = {sure, sure, sure};
    double[] same = {0.9, 0.1};
    double[][] said = {same, {0.1, 0.9}, same};
    for (Mix mix : List.of(led, alike)) {
      learn(mix, all, 0, 300);
    }
    assertThat(led.combine(said, 0)[0]).isLessThan(0.4);
    assertThat(alike.combine(said, 0)[0]).isGreaterThan(0.5);
    learn(led, said, 0, 40);

    assertThat(led.combine(said, 0)[0]).isGreaterThan(0.8);
  }

  @Test
  void nobodyLeadsWhereNoClassIsSeldom() {
    Mix led = mix(true, 2);
    Mix alike = mix(false, 2);
    double[][] said = {{0.7, 0.3}, {0.4, 0.6}, {0.6, 0.4}};
    for (int n = 0; n < 50; n++) {
      assertThat(led.combine(said, -1)).isEqualTo(alike.combine(said, -1));
      learn(led, said, n % 2, 1);
      learn(alike, said, n % 2, 1);
    }
  }
}
