package io.gradstream.network;

import java.nio.ByteBuffer;

/**
 * Kernels of attention, softmax and norms, in the manner of {@link Kernels}: offsets in floats, two
 * sets equal bit for bit. Not thread safe.
 */
interface AttentionKernels {

  /** The fastest set this virtual machine can run. */
  static AttentionKernels over(ByteBuffer memory) {
    return Kernels.hasVectors()
        ? Kernels.vector("VectorAttentionKernels", AttentionKernels.class, memory)
        : new ScalarAttentionKernels(memory);
  }
}
