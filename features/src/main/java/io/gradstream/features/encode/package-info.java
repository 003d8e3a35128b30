/**
 * Encoding: from an event to the numbers a network reads; used by models, in training and in
 * serving alike.
 *
 * <p>{@link io.gradstream.features.encode.Encoder} is the one encoder of both; its state is part of
 * the model.
 */
package io.gradstream.features.encode;
