package io.gradstream.network;

import java.nio.ByteBuffer;

/** The kernels with the Vector API, by the rules of {@link VectorKernels}. */
final class VectorRecurrenceKernels implements RecurrenceKernels {

  private final ByteBuffer memory;

  VectorRecurrenceKernels(ByteBuffer memory) {
    this.memory = memory;
  }
}
