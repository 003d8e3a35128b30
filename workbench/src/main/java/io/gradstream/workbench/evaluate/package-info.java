/**
 * Runs a learner over a data file, in one process: each row is scored, then learned. The learner is
 * the very class that the Flink job runs.
 */
package io.gradstream.workbench.evaluate;
