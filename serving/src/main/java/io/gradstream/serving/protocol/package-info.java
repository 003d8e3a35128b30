/**
 * The Open Inference Protocol, version 2: requests read into events, predictions written as
 * tensors. Door: {@link io.gradstream.serving.protocol.InferenceProtocol}.
 */
package io.gradstream.serving.protocol;
