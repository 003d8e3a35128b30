/**
 * The broker, Flink and the query service as processes of this machine: how the demo, the end to
 * end tests and the benchmarks run the whole system without Docker. All belong to a {@link
 * io.gradstream.local.LocalRun} and end with it, unless that is a lasting one.
 */
package io.gradstream.local;
