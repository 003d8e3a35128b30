package io.gradstream.network.layers;

import io.gradstream.network.spec.SequenceSpec.Position;
import io.gradstream.network.spec.SequenceSpec.Position.Kind;
import io.gradstream.network.spec.Shape;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PositionEncodingTest {

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "3, 5, 7", "2, 16, 8"})
  void learnedPositionIsTheFormula(int rows, int steps, int width) {
    try (LoneLayer lone =
        new LoneLayer(new Position(Kind.LEARNED), Shape.of(steps, width), rows, null)) {
      new GradientCheck(
              lone, rows, (w, x, row) -> new ReferenceSequence(lone.tensors, w).learnedPosition(x))
          .run(1e-5);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "3, 5, 7", "2, 16, 8"})
  void sinusoidalPositionIsTheFormula(int rows, int steps, int width) {
    try (LoneLayer lone =
        new LoneLayer(new Position(Kind.SINUSOIDAL), Shape.of(steps, width), rows, null)) {
      new GradientCheck(lone, rows, (w, x, row) -> ReferenceSequence.sinusoidalPosition(x))
          .run(1e-5);
    }
  }
}
