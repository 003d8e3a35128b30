/**
 * Runs a learner over a data file, or over what its topics hold, in one process: each row or event
 * is scored, then learned. The learner is the very class that the Flink job runs.
 */
package io.gradstream.workbench.evaluate;
