package io.gradstream.network;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** What {@code VectorRecurrenceKernels} must equal, bit for bit. */
final class ScalarRecurrenceKernels implements RecurrenceKernels {

  private final FloatBuffer memory;

  ScalarRecurrenceKernels(ByteBuffer memory) {
    this.memory = memory.duplicate().order(ByteOrder.nativeOrder()).asFloatBuffer();
  }
}
