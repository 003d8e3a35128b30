/**
 * Reports: counts, metrics (each declared in {@link io.gradstream.operators.report.JobMetric}),
 * dead letters and stored specs, which all operators have in common; used by every operator, and by
 * jobs for the control topic.
 */
package io.gradstream.operators.report;
