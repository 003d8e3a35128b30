package io.gradstream.benchmarks.plasticity;

import io.gradstream.network.spec.TrainingSpec;

/** A way to train, by the name of its curve. */
record Contender(String name, TrainingSpec training) {}
