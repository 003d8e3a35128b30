package io.gradstream.network;

import io.gradstream.network.TensorTable.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where everything lies, decided before there is memory. Layers ask for tensors, which together are
 * the flat weight vector, and for workspace.
 */
final class Layout {

  /** Floats in a cache line: regions start on one. */
  static final int ALIGNMENT = 16;

  private final List<Tensor> tensors = new ArrayList<>();
  private long weights;
  private long workspace;

  /** A tensor of the weight vector; returns its offset there. Tensors are packed, in order. */
  int tensor(String name, Integer... shape) {
    int offset = fits(weights);
    long size = 1;
    for (int length : shape) {
      size = fits(size * length);
    }
    weights += size;
    fits(weights);
    tensors.add(new Tensor(name, Arrays.asList(shape), offset));
    return offset;
  }

  /** Scratch memory; returns its offset in the arena. */
  int workspace(long floats) {
    int offset = fits(workspace);
    workspace = aligned(workspace + floats);
    return offset;
  }

  /** Length of the weight vector so far. */
  int weights() {
    return fits(weights);
  }

  TensorTable tensors() {
    return new TensorTable(tensors);
  }

  /** A buffer is addressed by bytes in an int, so an arena ends below 2 GiB. */
  static int fits(long floats) {
    if (floats > Integer.MAX_VALUE / Float.BYTES - 2 * ALIGNMENT) {
      throw new IllegalArgumentException(
          "network must fit in 2 GiB with its workspace: it needs at least "
              + floats * Float.BYTES
              + " bytes; make embeddings, layers or the batch smaller");
    }
    return (int) floats;
  }

  private static long aligned(long floats) {
    return (floats + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }
}
