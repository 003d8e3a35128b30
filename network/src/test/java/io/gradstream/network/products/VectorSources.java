package io.gradstream.network.products;

import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Writes the classes of {@code products} that are loops of registers: the compiler keeps a sum in a
 * register only when it is a variable of its own, so each block's shape is spelled out.
 */
final class VectorSources {

  private final StringBuilder text = new StringBuilder();

  /** Blocks of a number of rows, and of so many vectors each. */
  static String blocks(int rows, boolean transposed, int... widths) {
    VectorSources source = new VectorSources();
    source.line("package io.gradstream.network.products;");
    source.line("import static io.gradstream.network.kernels.VectorKernels.LENGTH;");
    source.line("import static io.gradstream.network.kernels.VectorKernels.SPECIES;");
    source.line("import static jdk.incubator.vector.FloatVector.broadcast;");
    source.line("import static jdk.incubator.vector.FloatVector.fromArray;");
    source.line("import jdk.incubator.vector.FloatVector;");
    source.line("/**");
    source.line(
        " * y = start + %s b, %s; %s. Written by {@code VectorSources}.",
        transposed ? "a'" : "a",
        rows == 1 ? "row by row" : "in blocks of " + rows + " rows",
        transposed ? "a [depth, rows]" : "a [rows, depth]");
    source.line(" */");
    source.line("final class %s {", name(rows, transposed));
    source.line("private %s() {}", name(rows, transposed));
    for (int vectors : widths) {
      source.block(rows, vectors, transposed);
    }
    source.line("}");
    return source.text.toString();
  }

  static String name(int rows, boolean transposed) {
    return (transposed ? "VectorTurned" : "VectorBlocks") + rows;
  }

  /**
   * The step within a row of a is always 1, which the compiler may not know: else it proves the
   * checks of a's bounds away, and then nothing keeps it from loading all values of a before the
   * first sum, for which 16 registers are too few. That made AVX2 half as fast.
   */
  private void block(int rows, int vectors, boolean transposed) {
    boolean steps = !transposed && rows > 2;
    line("static void by%d(", vectors);
    line(
        "float[] m, int depth, int a, int aStride, %s int b, int bStride,",
        steps ? "int step," : "");
    line("int start, int startStride, int y, int yStride) {");
    each(
        rows,
        r ->
            each(
                vectors,
                v ->
                    line(
                        "FloatVector %s = fromArray(SPECIES, m, start%s%s);",
                        sum(r, v), times(r, "startStride"), times(v, "LENGTH"))));
    if (!transposed) {
      each(rows, r -> lineIf(r > 0, "int r%d = %s;", r, r == 1 ? "aStride" : r + " * aStride"));
    }
    if (transposed || steps) {
      line("for (int k = 0; k < depth; k++) {");
    } else {
      line("for (int end = a + depth; a < end; a++) {");
    }
    each(
        vectors, v -> line("FloatVector b%d = fromArray(SPECIES, m, b%s);", v, times(v, "LENGTH")));
    each(
        rows,
        r -> {
          line(
              "FloatVector x%d = broadcast(SPECIES, m[a%s]);",
              r, r == 0 ? "" : transposed ? " + " + r : " + r" + r);
          each(vectors, v -> line("%s = x%d.fma(b%d, %s);", sum(r, v), r, v, sum(r, v)));
        });
    lineIf(transposed, "a += aStride;");
    lineIf(steps, "a += step;");
    line("b += bStride;");
    line("}");
    each(
        rows,
        r ->
            each(
                vectors,
                v ->
                    line(
                        "%s.intoArray(m, y%s%s);",
                        sum(r, v), times(r, "yStride"), times(v, "LENGTH"))));
    line("}");
  }

  private static String sum(int row, int vector) {
    return "s" + row + vector;
  }

  private static String times(int n, String what) {
    return switch (n) {
      case 0 -> "";
      case 1 -> " + " + what;
      default -> " + " + n + " * " + what;
    };
  }

  /** A matrix turned in blocks of {@code side} rows and columns, within registers. */
  static String transposer(int side) {
    VectorSources source = new VectorSources();
    source.line("package io.gradstream.network.products;");
    source.line("import static io.gradstream.network.kernels.VectorKernels.SPECIES;");
    source.line("import static jdk.incubator.vector.FloatVector.fromArray;");
    source.line("import jdk.incubator.vector.FloatVector;");
    source.line("import jdk.incubator.vector.VectorMask;");
    source.line("import jdk.incubator.vector.VectorShuffle;");
    source.line("/**");
    source.line(
        " * y = x' of vectors of %d lanes. Lanes whose numbers differ in one bit are swapped",
        side);
    source.line(
        " * between rows whose numbers differ in that bit. Written by {@code VectorSources}.");
    source.line(" */");
    source.line("final class VectorTranspose%d {", side);
    for (int bit = side / 2; bit > 0; bit /= 2) {
      source.lineIf(
          bit < side / 2,
          "private static final VectorShuffle<Float> SWAP%d = VectorTranspose.swap(%d);",
          bit,
          bit);
      source.line(
          "private static final VectorMask<Float> UPPER%d = VectorTranspose.upper(%d);", bit, bit);
    }
    source.line("private VectorTranspose%d() {}", side);
    source.transpose(side);
    source.line("}");
    return source.text.toString();
  }

  /** Rows of y are written through, one after another: apart they would share the cache's sets. */
  private void transpose(int side) {
    line("/** Sides are multiples of %d. */", side);
    line(
        "static void whole(float[] m, int rows, int columns, int x, int xStride, int y, int yStride) {");
    line("for (int j = 0; j < columns; j += %d) {", side);
    line("for (int i = 0; i < rows; i += %d) {", side);
    line("int from = x + i * xStride + j;");
    line("int to = y + j * yStride + i;");
    each(
        side,
        r -> line("FloatVector r%d = fromArray(SPECIES, m, from%s);", r, times(r, "xStride")));
    swapHalves(side);
    String from = "t" + side / 2 + "_";
    for (int bit = side / 4; bit > 0; bit /= 2) {
      String to = "t" + bit + "_";
      swap(side, bit, from, to);
      from = to;
    }
    String last = from;
    each(side, r -> line("%s%d.intoArray(m, to%s);", last, r, times(r, "yStride")));
    line("}");
    line("}");
    line("}");
  }

  /** Halves change places as they are loaded, half a vector beside: that costs no rearrangement. */
  private void swapHalves(int side) {
    int bit = side / 2;
    for (int r = 0; r < bit; r++) {
      line(
          "FloatVector t%d_%d = r%d.blend(fromArray(SPECIES, m, from%s - %d), UPPER%d);",
          bit, r, r, times(r + bit, "xStride"), bit, bit);
      line(
          "FloatVector t%d_%d = fromArray(SPECIES, m, from%s + %d).blend(r%d, UPPER%d);",
          bit, r + bit, times(r, "xStride"), bit, r + bit, bit);
    }
  }

  /** The lanes of two rows that change places are brought together: one rearrangement for both. */
  private void swap(int side, int bit, String from, String to) {
    for (int r = 0; r < side; r++) {
      if ((r & bit) == 0) {
        String low = from + r;
        String high = from + (r + bit);
        String both = "s" + bit + "_" + r;
        line(
            "FloatVector %s = %s.blend(%s, UPPER%d).rearrange(SWAP%d);", both, high, low, bit, bit);
        line("FloatVector %s%d = %s.blend(%s, UPPER%d);", to, r, low, both, bit);
        line("FloatVector %s%d = %s.blend(%s, UPPER%d);", to, r + bit, both, high, bit);
      }
    }
  }

  private static void each(int n, IntConsumer body) {
    IntStream.range(0, n).forEach(body);
  }

  private void lineIf(boolean wanted, String format, Object... values) {
    if (wanted) {
      line(format, values);
    }
  }

  private void line(String format, Object... values) {
    text.append(format.formatted(values)).append('\n');
  }
}
