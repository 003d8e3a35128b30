/**
 * Commands: the operator that gives each one its position and keeps what it needs in any replay,
 * and which run of a learner may do so; used by {@code io.gradstream.operators.learn}, {@code
 * io.gradstream.operators.pipeline} and by {@code jobs}, which keeps what is decided.
 */
package io.gradstream.operators.control;
