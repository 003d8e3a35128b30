/**
 * Writes a learner spec for a table that nobody has described: what its columns are is inferred
 * from the first rows.
 */
package io.gradstream.workbench.infer;
