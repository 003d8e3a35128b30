package io.gradstream.network.kernels;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemv;

import java.util.List;
import java.util.Locale;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * Row-major products by the OpenBLAS that ND4J ships, on one thread: a Flink slot is one thread.
 */
public final class Blas {

  /** The kernel sets a dynamic OpenBLAS picks from, newest first. */
  private static final List<String> CORES =
      List.of(
          "CooperLake",
          "SkylakeX",
          "Zen",
          "Haswell",
          "Excavator",
          "Steamroller",
          "Piledriver",
          "Bulldozer",
          "SandyBridge",
          "Nehalem",
          "Core2",
          "Prescott");

  static {
    openblas_nolapack.blas_set_num_threads(1);
  }

  private Blas() {}

  /** y += x w; x [in], w [in, out], y [out]. */
  static void addProduct(int in, int out, FloatPointer x, FloatPointer w, FloatPointer y) {
    cblas_sgemv(CblasRowMajor, CblasTrans, in, out, 1f, w, out, x, 1, 1f, y, 1);
  }

  /** dx = d w'; d [out], w [in, out], dx [in]. */
  static void transposed(int in, int out, FloatPointer d, FloatPointer w, FloatPointer dx) {
    cblas_sgemv(CblasRowMajor, CblasNoTrans, in, out, 1f, w, out, d, 1, 0f, dx, 1);
  }

  /**
   * y = x w + kept y; x [rows, in] with {@code stride} floats a row, w [in, out], y [rows, out].
   */
  static void product(
      int rows,
      int in,
      int out,
      FloatPointer x,
      int stride,
      FloatPointer w,
      float kept,
      FloatPointer y) {
    cblas_sgemm(
        CblasRowMajor,
        CblasNoTrans,
        CblasNoTrans,
        rows,
        out,
        in,
        1f,
        x,
        stride,
        w,
        out,
        kept,
        y,
        out);
  }

  /**
   * g = x' d + kept g; x [rows, in] with {@code stride} floats a row, d [rows, out], g [in, out].
   */
  static void transposedLeft(
      int rows,
      int in,
      int out,
      FloatPointer x,
      int stride,
      FloatPointer d,
      float kept,
      FloatPointer g) {
    cblas_sgemm(
        CblasRowMajor,
        CblasTrans,
        CblasNoTrans,
        in,
        out,
        rows,
        1f,
        x,
        stride,
        d,
        out,
        kept,
        g,
        out);
  }

  /** dx = d w' + kept dx; d [rows, out], w [in, out], dx [rows, in]. */
  static void transposedRight(
      int rows, int in, int out, float kept, FloatPointer d, FloatPointer w, FloatPointer dx) {
    cblas_sgemm(
        CblasRowMajor, CblasNoTrans, CblasTrans, rows, in, out, 1f, d, out, w, out, kept, dx, in);
  }

  /**
   * The kernel set in use. OpenBLAS points {@code gotoblas} at the table of the set it chose when
   * loaded; its own function for the name has no Java binding.
   */
  public static String core() {
    Pointer chosen = Loader.addressof("gotoblas");
    return CORES.stream().filter(core -> isTable(chosen, core)).findFirst().orElse("generic");
  }

  private static boolean isTable(Pointer chosen, String core) {
    Pointer table = Loader.addressof("gotoblas_" + core.toUpperCase(Locale.ROOT));
    return chosen != null
        && table != null
        && new PointerPointer<>(chosen).get(0).address() == table.address();
  }
}
