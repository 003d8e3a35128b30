/**
 * Source: the effective time of each record, before anything else is done with it; used by {@code
 * io.gradstream.operators.pipeline} and by {@code jobs}.
 */
package io.gradstream.operators.source;
