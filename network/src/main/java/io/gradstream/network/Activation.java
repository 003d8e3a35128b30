package io.gradstream.network;

/** What follows a layer's affine part. Written by name: never rename one. */
public enum Activation {
  LINEAR,
  RELU,
  TANH,
  SIGMOID
}
