/**
 * Records: what travels between operators or lies in their state, each beside its form in bytes;
 * used by every operator.
 */
package io.gradstream.operators.record;
