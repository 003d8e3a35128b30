/**
 * Routing: from a user's record to a question, to an example, or to one that waits for its label;
 * used by {@code io.gradstream.operators.pipeline}.
 */
package io.gradstream.operators.route;
