package io.gradstream.benchmarks.engine;

import io.gradstream.network.memory.Arena;
import io.gradstream.network.products.ProductKernels;
import io.gradstream.network.products.Products;
import java.util.Arrays;

/** How fast this machine multiplies matrices of 1024 x 1024 on one thread, by the engine. */
final class PeakRate implements AutoCloseable {

  private static final int N = 1024;

  private final Clock clock;
  private final Arena arena = new Arena(3 * N * N, ProductKernels.scratch(N, N, N));
  private final Products products = new Products(arena);

  PeakRate(Clock clock) {
    this.clock = clock;
    Arrays.fill(arena.floats(), 0, 2 * N * N, 1f);
    measure(); // the first one is compiled
  }

  /** GFLOP/s of one product. */
  double measure() {
    long start = clock.nanoseconds();
    products.product(N, N, N, 0, N * N, 2 * N * N);
    return 2.0 * N * N * N / (clock.nanoseconds() - start);
  }

  @Override
  public void close() {
    arena.close();
  }
}
