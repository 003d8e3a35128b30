package io.gradstream.benchmarks.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BenchNetworksTest {

  static List<BenchNetwork> networks() {
    return BenchNetworks.ALL;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("networks")
  void everyNetworkCanBeMeasuredWithoutLibtorch(BenchNetwork network) {
    try (PeakRate peak = new PeakRate(Clock.PROCESSOR)) {
      EngineResult result =
          new Comparison(Optional.empty(), 1, 1, Clock.PROCESSOR, peak).of(network);
      assertThat(result.microseconds()).isPositive();
      assertThat(result.gflops()).isPositive();
      assertThat(result.ratio()).isEmpty();
    }
  }

  @Test
  void namesAndBatchesTellNetworksApart() {
    assertThat(BenchNetworks.ALL)
        .extracting(network -> network.name() + " " + network.batch())
        .doesNotHaveDuplicates();
  }
}
