/** How well anomalies are found: the Numenta Anomaly Benchmark, scored as it scores. */
package io.gradstream.benchmarks.anomalies;
