package io.gradstream.network.updates;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.network.GoldenNumbers;
import io.gradstream.network.kernels.StepKernels;
import io.gradstream.network.memory.Arena;
import io.gradstream.network.memory.Layout;
import io.gradstream.network.spec.OptimizerSpec;
import io.gradstream.network.spec.OptimizerSpec.Adagrad;
import io.gradstream.network.spec.OptimizerSpec.Adam;
import io.gradstream.network.spec.OptimizerSpec.AdamW;
import io.gradstream.network.spec.OptimizerSpec.Momentum;
import io.gradstream.network.spec.OptimizerSpec.Nesterov;
import io.gradstream.network.spec.OptimizerSpec.ObGd;
import io.gradstream.network.spec.OptimizerSpec.RmsProp;
import io.gradstream.network.spec.OptimizerSpec.Sgd;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Ten steps of every optimizer are those of libtorch. */
class GoldenOptimizerTest {

  private static final float RATE = 0.1f;

  private static final Map<String, OptimizerSpec> OPTIMIZERS =
      Map.of(
          "optimizer-sgd", new Sgd(RATE),
          "optimizer-momentum", new Momentum(RATE, 0.9f),
          "optimizer-nesterov", new Nesterov(RATE, 0.9f),
          "optimizer-rms-prop", new RmsProp(RATE, 0.9f, 1e-6f),
          "optimizer-adam", new Adam(RATE, 0.9f, 0.999f, 1e-8f),
          "optimizer-adam-w", new AdamW(RATE, 0.9f, 0.999f, 1e-8f, 0.05f),
          "optimizer-adagrad", new Adagrad(RATE, 1e-6f));

  static Stream<String> cases() {
    return OPTIMIZERS.keySet().stream().sorted();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void stepsEqualLibtorch(String name) {
    GoldenNumbers golden = GoldenNumbers.read(name);
    float[] weights = golden.get("weights").values();
    float[] gradients = golden.get("gradients").values(); // [steps, weights]
    golden.assertEqual("after", steps(OPTIMIZERS.get(name), weights, gradients));
  }

  /** The weights after each step, [steps, weights]. */
  private static float[] steps(OptimizerSpec spec, float[] weights, float[] gradients) {
    int n = weights.length;
    Optimizer optimizer = Optimizer.of(spec);
    Layout layout = new Layout();
    int gradient = layout.workspace(n);
    int weight = layout.workspace(n);
    int moments = layout.workspace((long) n * optimizer.momentsPerWeight());
    float[] after = new float[gradients.length];
    try (Arena arena = new Arena(layout.workspace(0), layout.scratch())) {
      StepKernels kernels = StepKernels.over(arena.floats());
      System.arraycopy(weights, 0, arena.floats(), weight, weights.length);
      for (int from = 0; from < after.length; from += n) {
        System.arraycopy(gradients, from, arena.floats(), gradient, n);
        optimizer.begin(RATE, 1 + from / n);
        optimizer.update(kernels, n, gradient, weight, moments, n);
        System.arraycopy(arena.floats(), weight, after, from, n);
      }
    }
    return after;
  }

  @Test
  void everyKindOfOptimizerHasGoldenNumbers() {
    Set<Class<?>> kinds = new HashSet<>(Set.of(ObGd.class)); // libtorch has none
    OPTIMIZERS.values().forEach(optimizer -> kinds.add(optimizer.getClass()));
    assertThat(kinds)
        .isEqualTo(Set.copyOf(Arrays.asList(OptimizerSpec.class.getPermittedSubclasses())));
    assertThat(OPTIMIZERS.keySet()).isEqualTo(GoldenNumbers.cases("optimizer-"));
  }
}
