package io.gradstream.network;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** What {@code VectorConvolutionKernels} must equal, bit for bit. */
final class ScalarConvolutionKernels implements ConvolutionKernels {

  private final FloatBuffer memory;

  ScalarConvolutionKernels(ByteBuffer memory) {
    this.memory = memory.duplicate().order(ByteOrder.nativeOrder()).asFloatBuffer();
  }
}
