package io.gradstream.network;

import java.nio.ByteBuffer;

/** The kernels with the Vector API, by the rules of {@link VectorKernels}. */
final class VectorConvolutionKernels implements ConvolutionKernels {

  private final ByteBuffer memory;

  VectorConvolutionKernels(ByteBuffer memory) {
    this.memory = memory;
  }
}
