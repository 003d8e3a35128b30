package io.gradstream.network.layers;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.network.memory.TensorTable.Tensor;
import io.gradstream.network.spec.LayerSpec.LayerNormSpec;
import io.gradstream.network.spec.LayerSpec.RmsNormSpec;
import io.gradstream.network.spec.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowNormTest {

  @ParameterizedTest
  @CsvSource({"1, 1, 2", "1, 1, 8", "2, 5, 7", "3, 1, 19", "4, 6, 33"})
  void layerNormIsTheFormula(int rows, int steps, int width) {
    try (LoneLayer lone = new LoneLayer(new LayerNormSpec(), Shape.of(steps, width), rows, null)) {
      new GradientCheck(
              lone, rows, (w, x, row) -> new ReferenceSequence(lone.tensors, w).layerNorm(x))
          .run(5e-5);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "1, 1, 8", "2, 5, 7", "3, 1, 19", "4, 6, 33"})
  void rmsNormIsTheFormula(int rows, int steps, int width) {
    try (LoneLayer lone = new LoneLayer(new RmsNormSpec(), Shape.of(steps, width), rows, null)) {
      new GradientCheck(
              lone, rows, (w, x, row) -> new ReferenceSequence(lone.tensors, w).rmsNorm(x))
          .run(5e-5);
    }
  }

  @Test
  void keepsAnyShapeAndNamesItsTensors() {
    try (LoneLayer vector = new LoneLayer(new LayerNormSpec(), Shape.of(5), 1, null);
        LoneLayer image = new LoneLayer(new RmsNormSpec(), Shape.of(2, 3, 4), 1, null)) {
      assertThat(vector.layer.output().shape()).isEqualTo(Shape.of(5));
      assertThat(image.layer.output().shape()).isEqualTo(Shape.of(2, 3, 4));
      assertThat(vector.tensors.tensors())
          .extracting(Tensor::name)
          .containsExactly("layer.gain", "layer.shift");
      assertThat(image.tensors.tensors()).extracting(Tensor::name).containsExactly("layer.gain");
    }
  }
}
