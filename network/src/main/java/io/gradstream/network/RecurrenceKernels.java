package io.gradstream.network;

import java.nio.ByteBuffer;

/**
 * Kernels of recurrent layers, in the manner of {@link Kernels}: offsets in floats, two sets equal
 * bit for bit. Not thread safe.
 */
interface RecurrenceKernels {

  /** The fastest set this virtual machine can run. */
  static RecurrenceKernels over(ByteBuffer memory) {
    return Kernels.hasVectors()
        ? Kernels.vector("VectorRecurrenceKernels", RecurrenceKernels.class, memory)
        : new ScalarRecurrenceKernels(memory);
  }
}
