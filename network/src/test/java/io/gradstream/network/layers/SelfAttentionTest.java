package io.gradstream.network.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.network.spec.SequenceSpec.Attention;
import io.gradstream.network.spec.Shape;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelfAttentionTest {

  private static final int[] WHOLE = null;

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 1",
    "1, 1, 6, 3",
    "2, 3, 4, 2",
    "1, 5, 7, 1",
    "3, 9, 6, 2",
    "1, 17, 8, 4",
    "5, 8, 8, 1"
  })
  void outputsAndGradientsAreTheFormulas(int rows, int steps, int width, int heads) {
    for (boolean causal : new boolean[] {true, false}) {
      try (LoneLayer lone = attention(rows, steps, width, heads, causal, WHOLE)) {
        new GradientCheck(
                lone,
                rows,
                (weights, x, row) ->
                    new ReferenceSequence(lone.tensors, weights).attention(x, heads, causal, steps))
            .run(2e-5);
      }
    }
  }

  @Test
  void paddingIsNeverAttendedTo() {
    int[] lengths = {9, 0, 4, 1};
    for (boolean causal : new boolean[] {true, false}) {
      try (LoneLayer lone = attention(4, 9, 6, 2, causal, lengths)) {
        new GradientCheck(
                lone,
                4,
                (weights, x, row) ->
                    new ReferenceSequence(lone.tensors, weights)
                        .attention(x, 2, causal, lengths[row]))
            .run(2e-5);
      }
    }
  }

  @Test
  void whatLiesInPaddingChangesNothingBeforeIt() {
    int[] lengths = {5, 3};
    try (LoneLayer lone = attention(2, 8, 12, 3, false, lengths)) {
      lone.setWeights(LoneLayer.random(lone.tensors.size(), 0.5, 1));
      float[] x = LoneLayer.random(2 * 8 * 12, 1, 2);
      lone.setInput(x);
      lone.forward(2);
      float[] before = lone.output(2);
      for (int row = 0; row < 2; row++) {
        for (int i = lengths[row] * 12; i < 8 * 12; i++) {
          x[row * 8 * 12 + i] += 100;
        }
      }
      lone.setInput(x);
      lone.forward(2);
      float[] after = lone.output(2);
      for (int row = 0; row < 2; row++) {
        for (int i = row * 8 * 12; i < row * 8 * 12 + lengths[row] * 12; i++) {
          assertThat(after[i]).isEqualTo(before[i]);
        }
      }
    }
  }

  @Test
  void causalOutputDoesNotChangeWithALaterInput() {
    try (LoneLayer lone = attention(1, 7, 8, 2, true, WHOLE)) {
      lone.setWeights(LoneLayer.random(lone.tensors.size(), 0.5, 1));
      float[] x = LoneLayer.random(7 * 8, 1, 2);
      lone.setInput(x);
      lone.forward(1);
      float[] before = lone.output(1);
      x[5 * 8 + 3] += 1;
      lone.setInput(x);
      lone.forward(1);
      float[] after = lone.output(1);
      assertThat(Arrays.copyOf(after, 5 * 8)).isEqualTo(Arrays.copyOf(before, 5 * 8));
      assertThat(after[5 * 8]).isNotEqualTo(before[5 * 8]);
      assertThat(after[6 * 8]).isNotEqualTo(before[6 * 8]);
    }
  }

  /** Products of one row and of many sum in another order, so the bits differ. */
  @Test
  void stepByStepIsTheSameAsAtOnce() {
    int steps = 19;
    try (LoneLayer whole = attention(1, steps, 24, 3, true, WHOLE);
        LoneLayer single = attention(1, steps, 24, 3, true, WHOLE)) {
      float[] weights = LoneLayer.random(whole.tensors.size(), 0.5, 1);
      float[] x = LoneLayer.random(steps * 24, 1, 2);
      for (LoneLayer lone : new LoneLayer[] {whole, single}) {
        lone.setWeights(weights);
        lone.setInput(x);
      }
      whole.forward(1);
      for (int step = 0; step < steps; step++) {
        single.layer.forwardStep(single.in(Compute.Mode.ANSWER), step);
      }
      assertThat(single.output(1)).containsExactly(whole.output(1), within(1e-4f));
    }
  }

  @Test
  void onlyCausalAttentionWorksStepByStep() {
    try (LoneLayer lone = attention(1, 3, 4, 2, false, WHOLE)) {
      assertThatThrownBy(() -> lone.layer.forwardStep(lone.in(Compute.Mode.ANSWER), 0))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessage("layer must be causal to work step by step");
    }
  }

  @Test
  void headsMustDivideTheWidth() {
    assertThatThrownBy(() -> attention(1, 3, 8, 3, true, WHOLE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("attention expects a width that its 3 heads divide; its input is [3, 8]");
  }

  private static LoneLayer attention(
      int rows, int steps, int width, int heads, boolean causal, int[] lengths) {
    return new LoneLayer(new Attention(heads, causal), Shape.of(steps, width), rows, lengths);
  }
}
