package io.gradstream.benchmarks.libtorch;

/** What is timed: one training step, or one token. */
interface Workload {

  void step();
}
