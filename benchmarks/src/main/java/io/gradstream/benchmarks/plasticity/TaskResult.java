package io.gradstream.benchmarks.plasticity;

import io.gradstream.network.plasticity.Activity;

/**
 * What came of one task.
 *
 * @param accuracy share of images whose class was told before it was learned
 * @param activity of the network at the task's end
 */
record TaskResult(double accuracy, Activity activity) {}
