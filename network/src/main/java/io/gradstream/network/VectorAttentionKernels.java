package io.gradstream.network;

import java.nio.ByteBuffer;

/** The kernels with the Vector API, by the rules of {@link VectorKernels}. */
final class VectorAttentionKernels implements AttentionKernels {

  private final ByteBuffer memory;

  VectorAttentionKernels(ByteBuffer memory) {
    this.memory = memory;
  }
}
