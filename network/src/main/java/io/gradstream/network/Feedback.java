package io.gradstream.network;

/** The way back through the recurrent weights U: dh += dz U'. */
final class Feedback {

  /** Rows of a step from which it pays to lay down U' first. */
  private static final int MANY_ROWS = 16;

  private final int width;
  private final int columns;
  private final int weights; // U [width, columns]
  private final int together; // rows of a product
  private final int transposed; // U' [columns, width]

  /**
   * @param rows of a step at most
   */
  Feedback(int width, int columns, int weights, int rows, Layout layout) {
    this.width = width;
    this.columns = columns;
    this.weights = weights;
    together = SmallProducts.rows(columns, width, 1);
    transposed = rows < MANY_ROWS ? Signal.NONE : layout.workspace((long) columns * width);
  }

  /** Before the first of the steps. */
  void prepare(Compute compute, int rows) {
    if (rows >= MANY_ROWS) {
      compute.recurrences().transpose(width, columns, compute.weights() + weights, transposed);
    }
  }

  /** dz [rows, columns], dh [rows, width]. */
  void add(Compute compute, int rows, int dz, int dh) {
    for (int row = 0; row < rows; row += together) {
      int part = Math.min(together, rows - row);
      add(compute, part, rows >= MANY_ROWS, dz + row * columns, dh + row * width);
    }
  }

  private void add(Compute compute, int rows, boolean many, int dz, int dh) {
    if (many) {
      compute.products().addProduct(rows, columns, width, dz, transposed, dh);
    } else {
      compute.products().addTransposed(rows, width, columns, dz, compute.weights() + weights, dh);
    }
  }
}
