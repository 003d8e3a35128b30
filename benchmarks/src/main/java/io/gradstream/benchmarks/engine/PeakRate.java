package io.gradstream.benchmarks.engine;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.blas_set_num_threads;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;

/** How fast this machine multiplies matrices of 1024 x 1024 on one thread, by the engine's BLAS. */
final class PeakRate implements AutoCloseable {

  private static final int N = 1024;

  private final Clock clock;
  private final FloatPointer x;
  private final FloatPointer y;
  private final FloatPointer product;

  PeakRate(Clock clock) {
    this.clock = clock;
    blas_set_num_threads(1);
    float[] ones = new float[N * N];
    Arrays.fill(ones, 1f);
    x = new FloatPointer(ones);
    y = new FloatPointer(ones);
    product = new FloatPointer(ones);
    measure(); // the first one pays for BLAS's own buffers
  }

  /** GFLOP/s of one product. */
  double measure() {
    long start = clock.nanoseconds();
    cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, N, N, N, 1f, x, N, y, N, 0f, product, N);
    return 2.0 * N * N * N / (clock.nanoseconds() - start);
  }

  @Override
  public void close() {
    x.deallocate();
    y.deallocate();
    product.deallocate();
  }
}
