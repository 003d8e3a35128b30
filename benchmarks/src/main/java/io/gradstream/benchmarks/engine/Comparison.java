package io.gradstream.benchmarks.engine;

import io.gradstream.benchmarks.Median;
import io.gradstream.network.NetworkPlan;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Times a network on both sides, in alternation, so that what else the machine does hits both.
 *
 * @param libtorch the other side; empty to time ours alone
 * @param rounds of each side
 * @param milliseconds of a round; a warm-up takes four times as long
 * @param clock of our side; libtorch was started with the same
 * @param peak taken once a round
 */
record Comparison(
    Optional<Libtorch> libtorch, int rounds, double milliseconds, Clock clock, PeakRate peak) {

  private static final int WARM_UP = 4; // rounds

  EngineResult of(BenchNetwork network) {
    double[] ours = new double[rounds];
    double[] theirs = new double[rounds];
    double[] peaks = new double[rounds];
    Optional<Libtorch.Form> form =
        libtorch.map(
            side -> side.prepare(network.name(), network.batch(), (long) (WARM_UP * milliseconds)));
    try (Workload workload = workload(network)) {
      double warm = workload.warm(WARM_UP * milliseconds, clock);
      for (int round = 0; round < rounds; round++) {
        peaks[round] = peak.measure();
        ours[round] = workload.run(Workload.stepsIn(milliseconds, warm), clock);
        if (form.isPresent()) {
          long steps = Workload.stepsIn(milliseconds, form.get().microseconds());
          theirs[round] = libtorch.orElseThrow().run(steps);
        }
      }
    }
    double microseconds = Median.of(ours);
    return new EngineResult(
        network,
        microseconds,
        form.isPresent() ? OptionalDouble.of(Median.of(theirs)) : OptionalDouble.empty(),
        form.map(Libtorch.Form::name).orElse(""),
        operations(network) / microseconds / 1e3,
        Median.of(peaks));
  }

  private static Workload workload(BenchNetwork network) {
    return switch (network.work()) {
      case TRAINING -> new TrainingWorkload(network);
      case TOKEN -> new TokenWorkload(network);
    };
  }

  /** Operations of a step: backward counts as twice forward, a token as its share of a context. */
  private static double operations(BenchNetwork network) {
    double row = NetworkPlan.of(network.spec(), network.training(), network.batch()).flops();
    return switch (network.work()) {
      case TRAINING -> 3 * row * network.batch();
      case TOKEN -> row / network.spec().inputs();
    };
  }
}
