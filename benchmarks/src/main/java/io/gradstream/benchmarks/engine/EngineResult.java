package io.gradstream.benchmarks.engine;

import java.util.OptionalDouble;

/**
 * One network's numbers.
 *
 * @param microseconds of our step, median of the rounds
 * @param libtorch microseconds of its step, median of the rounds; empty where it was not measured
 * @param form of libtorch's network that was the fastest; empty where it was not measured
 * @param gflops of our step, by the operations of the formulas
 * @param peak GFLOP/s of a product of 1024 x 1024 matrices in the same rounds, median
 */
record EngineResult(
    BenchNetwork network,
    double microseconds,
    OptionalDouble libtorch,
    String form,
    double gflops,
    double peak) {

  /** How many times faster than libtorch we are. */
  OptionalDouble ratio() {
    return libtorch.isPresent()
        ? OptionalDouble.of(libtorch.getAsDouble() / microseconds)
        : OptionalDouble.empty();
  }

  double peakFraction() {
    return gflops / peak;
  }
}
