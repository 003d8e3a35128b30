/**
 * What Flink's local processes show to Prometheus, on the loopback interface alone; Flink makes it
 * by its factory's name.
 */
package io.gradstream.local.metrics;
