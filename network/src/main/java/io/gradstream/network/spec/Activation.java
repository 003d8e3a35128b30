package io.gradstream.network.spec;

/** What follows a layer's affine part. Written by name: never rename one. */
public enum Activation {
  LINEAR,
  RELU,
  /** max(z, 0) + 0.01 min(z, 0). */
  LEAKY_RELU,
  /** z Phi(z) by its tanh form, Hendrycks and Gimpel 2016. */
  GELU,
  /** z sigmoid(z). */
  SILU,
  TANH,
  SIGMOID,
  /** Over the last dimension of each position. */
  SOFTMAX
}
