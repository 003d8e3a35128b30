/**
 * Reports: counts, metrics, dead letters and stored specs, which all operators have in common; used
 * by every operator.
 */
package io.gradstream.operators.report;
