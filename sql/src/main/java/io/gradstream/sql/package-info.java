/**
 * Learners as models of Flink SQL: {@code CREATE MODEL ... WITH ('provider' = 'gradstream')}, asked
 * by {@code ML_PREDICT}. Door: {@link io.gradstream.sql.GradstreamModelFactory}, which Flink finds.
 */
package io.gradstream.sql;
