/**
 * What the service says of itself: metrics, each declared in {@link
 * io.gradstream.serving.report.Metric}, as Prometheus reads them.
 */
package io.gradstream.serving.report;
