package io.gradstream.network;

import java.nio.ByteBuffer;

/**
 * Kernels of convolutions and pools, in the manner of {@link Kernels}: offsets in floats, two sets
 * equal bit for bit. Not thread safe.
 */
interface ConvolutionKernels {

  /** The fastest set this virtual machine can run. */
  static ConvolutionKernels over(ByteBuffer memory) {
    return Kernels.hasVectors()
        ? Kernels.vector("VectorConvolutionKernels", ConvolutionKernels.class, memory)
        : new ScalarConvolutionKernels(memory);
  }
}
