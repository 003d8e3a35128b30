/**
 * What the pipeline costs and how fresh it is: the learning job beside the same job without a
 * network and beside the bare Kafka to Kafka job, in one run on one machine.
 */
package io.gradstream.benchmarks.pipeline;
