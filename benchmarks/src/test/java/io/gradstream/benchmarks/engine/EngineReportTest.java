package io.gradstream.benchmarks.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class EngineReportTest {

  private static final BenchNetwork SMALL = BenchNetworks.ALL.get(0);

  @Test
  void jsonHasEachNetworkWithItsRatio() {
    EngineResult result = new EngineResult(SMALL, 8, OptionalDouble.of(344), "fused", 2.5, 100);
    assertThat(report(result).json())
        .isEqualTo(
            "[{\"network\":\"mlp-20-64-32-2\",\"batch\":1,\"us\":8.000,\"libtorch_us\":344.000,"
                + "\"ratio\":43.000,\"gflops\":2.500,\"peak_fraction\":0.0250,\"width\":256,\"cpu\":\"A CPU\"}]");
  }

  @Test
  void jsonHasNullsWithoutLibtorch() {
    EngineResult result = new EngineResult(SMALL, 8, OptionalDouble.empty(), "", 2.5, 100);
    assertThat(report(result).json()).contains("\"libtorch_us\":null,\"ratio\":null");
  }

  @Test
  void textHasTheGoalBesideTheRatio() {
    EngineResult result = new EngineResult(SMALL, 8, OptionalDouble.of(344), "fused", 2.5, 100);
    assertThat(report(result).text())
        .contains("product of 1024 x 1024 here: 100.0 GFLOP/s")
        .containsPattern(
            "mlp-20-64-32-2 +1 +8\\.0 +344\\.0 +43\\.00 +" + SMALL.goal() + " .* 3% +fused");
  }

  private static EngineReport report(EngineResult result) {
    return new EngineReport("A \"CPU\"", 256, List.of(result));
  }
}
