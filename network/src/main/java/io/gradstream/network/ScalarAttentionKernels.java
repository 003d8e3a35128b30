package io.gradstream.network;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** What {@code VectorAttentionKernels} must equal, bit for bit. */
final class ScalarAttentionKernels implements AttentionKernels {

  private final FloatBuffer memory;

  ScalarAttentionKernels(ByteBuffer memory) {
    this.memory = memory.duplicate().order(ByteOrder.nativeOrder()).asFloatBuffer();
  }
}
