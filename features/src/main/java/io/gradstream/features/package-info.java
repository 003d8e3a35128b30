/**
 * From an event to the numbers a network reads. {@link io.gradstream.features.encode.Encoder} is
 * the one encoder of training and serving; its state is part of the model.
 */
package io.gradstream.features;
