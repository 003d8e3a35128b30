package io.gradstream.network.products;

import static io.gradstream.network.kernels.VectorKernels.LENGTH;
import static io.gradstream.network.kernels.VectorKernels.SPECIES;
import static io.gradstream.network.products.ProductScratch.DEEP;
import static jdk.incubator.vector.FloatVector.fromArray;

/**
 * Cuts products into the blocks of {@link VectorBlocks}. How it cuts changes no bit, so that every
 * number here may be another on another machine. Lanes are columns of the result.
 */
final class VectorProductKernels implements ProductKernels {

  private static final int PANEL = 2 * LENGTH; // columns
  private static final int FOUR_ROWS = LENGTH == 16 ? 4 : 3; // vectors: what registers there are
  private static final int FOUR_TURNED_ROWS =
      LENGTH == 16 ? 4 : 2; // with three they do not suffice

  /** From so many rows on, a panel of so large a b is copied together first. */
  private static final int MANY_ROWS = LENGTH == 16 ? 64 : 24;

  private static final int LARGE = LENGTH == 16 ? 16 * 1024 : DEEP * PANEL; // floats

  /** From so many columns on, it pays to turn rows of a first: see {@link #isTurnedFirst}. */
  private static final int MANY_COLUMNS = 64;

  /** How a panel of b comes to lie. */
  private enum Form {
    AS_IT_LIES,
    COPIED,
    /** It is the transpose of what is in memory. */
    TURNED
  }

  private final float[] memory;
  private final int zeros; // [8, LENGTH]
  private final int tile; // [16, LENGTH]
  private final int lanes; // of VectorDots
  private final int panel; // [deep, PANEL]
  private final int deep; // rows of a panel
  private final int turned; // transposed operands and results
  private final int room; // floats of turned

  // The product that is being made: y = start + a b, of so many rows of b.
  private boolean left; // a is transposed
  private boolean isRoomFree = true; // of turned
  private int depth;
  private int a;
  private int aStride;
  private int b;
  private int bStride;
  private int start;
  private int startStride;
  private int y;
  private int yStride;

  /**
   * @param scratch offset
   * @param size of the scratch: {@link ProductScratch#least} or more
   */
  VectorProductKernels(float[] memory, Integer scratch, Integer size) {
    this.memory = memory;
    zeros = scratch;
    tile = zeros + 8 * LENGTH;
    lanes = tile + 16 * LENGTH;
    panel = scratch + ProductScratch.fixed();
    deep = Math.min(DEEP, (size - ProductScratch.fixed()) / PANEL);
    turned = panel + deep * PANEL;
    room = scratch + size - turned;
  }

  @Override
  public void product(
      int rows,
      int in,
      int out,
      int a,
      int aStride,
      int b,
      int bStride,
      int start,
      int startStride,
      int y,
      int yStride) {
    left = false;
    begin(start, startStride, y, yStride);
    multiply(rows, in, out, form(rows, in, out), a, aStride, b, bStride);
  }

  @Override
  public void transposedLeft(
      int rows,
      int in,
      int out,
      int a,
      int aStride,
      int b,
      int bStride,
      int start,
      int startStride,
      int y,
      int yStride) {
    left = true;
    begin(start, startStride, y, yStride);
    multiply(rows, in, out, form(rows, in, out), a, aStride, b, bStride);
  }

  private Form form(int rows, int in, int out) {
    return rows >= MANY_ROWS && (long) in * out >= LARGE ? Form.COPIED : Form.AS_IT_LIES;
  }

  @Override
  public void transposedRight(
      int rows,
      int in,
      int out,
      int a,
      int aStride,
      int b,
      int bStride,
      int start,
      int startStride,
      int y,
      int yStride) {
    if (rows < ROWS_OF_CHAINS) {
      for (int r = 0; r < rows; r++) {
        int from = start == NOTHING ? NOTHING : start + r * startStride;
        VectorDots.of(memory, out, in, a + r * aStride, b, bStride, from, y + r * yStride, lanes);
      }
    } else if (isLessTurned(rows, in, out, start)) {
      turn(rows, in, out, a, aStride, b, bStride, y, yStride);
    } else {
      left = false;
      begin(start, startStride, y, yStride);
      multiply(rows, in, out, Form.TURNED, a, aStride, b, bStride);
    }
  }

  @Override
  public void transpose(int rows, int columns, int x, int y) {
    VectorTranspose.of(memory, rows, columns, x, columns, y, rows);
  }

  private boolean isLessTurned(int rows, int in, int out, int start) {
    return start == NOTHING
        && rows >= LENGTH
        && rows <= ProductScratch.turnedRows(in, out)
        && (long) rows * (in + out) <= room;
  }

  /** y' = b a': the same chains, since a product's factors may change places. */
  private void turn(
      int rows, int in, int out, int a, int aStride, int b, int bStride, int y, int yStride) {
    int result = turned + in * rows; // [out, rows]
    VectorTranspose.of(memory, rows, in, a, aStride, turned, rows);
    left = false;
    begin(NOTHING, 0, result, rows);
    isRoomFree = false;
    multiply(out, in, rows, Form.AS_IT_LIES, b, bStride, turned, rows);
    isRoomFree = true;
    VectorTranspose.of(memory, out, rows, result, rows, y, yStride);
  }

  private void begin(int start, int startStride, int y, int yStride) {
    this.start = start;
    this.startStride = start == NOTHING ? 0 : startStride;
    this.y = y;
    this.yStride = yStride;
  }

  private void multiply(
      int rows, int in, int columns, Form form, int a, int aStride, int b, int bStride) {
    this.aStride = aStride;
    this.bStride = bStride;
    int step = form == Form.AS_IT_LIES ? DEEP : deep;
    for (int k = 0; k < in; k += step) {
      depth = Math.min(step, in - k);
      this.a = left ? a + k * aStride : a + k;
      this.b = form == Form.TURNED ? b + k : b + k * bStride;
      int together = isTurnedFirst(columns) ? Math.min(rows, room / depth) : 0;
      if (together >= ProductScratch.LEAST_ROWS) {
        turnedFirst(rows, Math.min(together, ProductScratch.TURNED_ROWS), columns, form);
      } else {
        part(rows, columns, form);
      }
      start = y;
      startStride = yStride;
    }
    if (in == 0) {
      depth = 0;
      part(rows, columns, Form.AS_IT_LIES);
    }
  }

  /**
   * Six rows that lie apart take some 44 instructions for 12 fused multiply-adds, of which a
   * processor makes two while it issues six; of a turned a, with values side by side, fewer.
   */
  private boolean isTurnedFirst(int columns) {
    return !left && LENGTH == 8 && isRoomFree && columns >= MANY_COLUMNS;
  }

  /** So many rows of a at a time, which are turned for all columns. */
  private void turnedFirst(int rows, int most, int columns, Form form) {
    int rowsOfA = a;
    int rowsOfY = y;
    int stride = aStride;
    left = true;
    for (int i = 0; i < rows; i += most) {
      int together = Math.min(most, rows - i);
      VectorTranspose.of(memory, together, depth, rowsOfA + i * stride, stride, turned, together);
      a = turned;
      aStride = together;
      part(together, columns, form);
      start += start == NOTHING ? 0 : together * startStride;
      y += together * yStride;
    }
    left = false;
    aStride = stride;
    y = rowsOfY;
  }

  private void part(int rows, int columns, Form form) {
    boolean isNear = (long) depth * columns <= DEEP * PANEL;
    if (form == Form.AS_IT_LIES && (rows < ROWS_OF_CHAINS || isNear)) {
      rowsFirst(rows, columns);
    } else {
      panels(rows, columns, form);
    }
  }

  /** All columns with some rows before the next: b stays in the cache. */
  private void rowsFirst(int rows, int columns) {
    for (int i = 0; i < rows; ) {
      int together = LENGTH == 16 && rows - i >= 4 && (rows - i) % 6 != 0 ? 4 : together(rows - i);
      for (int j = 0; j < columns; ) {
        int vectors = vectors(together, columns - j);
        int width = Math.min(vectors * LENGTH, columns - j);
        block(together, vectors, width, i, j, b + j, bStride);
        j += width;
      }
      i += together;
    }
  }

  /** All rows with some columns before the next. */
  private void panels(int rows, int columns, Form form) {
    for (int j = 0; j < columns; j += PANEL) {
      int width = Math.min(PANEL, columns - j);
      int vectors = width > LENGTH ? 2 : 1;
      int from = form == Form.AS_IT_LIES ? b + j : panel;
      int stride = form == Form.AS_IT_LIES ? bStride : vectors * LENGTH;
      layDown(form, j, width, vectors);
      for (int i = 0; i < rows; ) {
        int together = together(rows - i);
        block(together, vectors, width, i, j, from, stride);
        i += together;
      }
    }
  }

  private void layDown(Form form, int column, int width, int vectors) {
    if (form == Form.COPIED) {
      copy(b + column, vectors);
    } else if (form == Form.TURNED) {
      int from = b + column * bStride;
      VectorTranspose.of(memory, width, depth, from, bStride, panel, vectors * LENGTH);
    }
  }

  private void copy(int from, int vectors) {
    int to = panel;
    for (int k = 0; k < depth; k++) {
      fromArray(SPECIES, memory, from).intoArray(memory, to);
      if (vectors == 2) {
        fromArray(SPECIES, memory, from + LENGTH).intoArray(memory, to + LENGTH);
      }
      from += bStride;
      to += vectors * LENGTH;
    }
  }

  /** How many of so many rows make a block. */
  private static int together(int rows) {
    if (rows >= 6 && rows != 8) {
      return 6;
    }
    return rows >= 4 ? 4 : Math.min(rows, 2);
  }

  /** How many vectors wide a block is at most, of those that there are. */
  private int vectors(int rows, int columns) {
    int needed = (columns + LENGTH - 1) / LENGTH;
    return switch (rows) {
      case 6 -> Math.min(2, needed);
      case 4 -> Math.min(left ? FOUR_TURNED_ROWS : FOUR_ROWS, needed);
      case 2 -> Integer.highestOneBit(Math.min(4, needed));
      default -> Integer.highestOneBit(Math.min(8, needed));
    };
  }

  /** By way of the tile where y has fewer columns than the vectors. */
  private void block(int rows, int vectors, int width, int i, int j, int from, int stride) {
    int row = left ? a + i : a + i * aStride;
    int first = start == NOTHING ? zeros : start + i * startStride + j;
    int to = y + i * yStride + j;
    if (width == vectors * LENGTH) {
      block(rows, vectors, row, from, stride, first, to, yStride);
      return;
    }
    block(rows, vectors, row, from, stride, first, tile, vectors * LENGTH);
    for (int r = 0; r < rows; r++) {
      System.arraycopy(memory, tile + r * vectors * LENGTH, memory, to + r * yStride, width);
    }
  }

  private void block(
      int rows, int vectors, int row, int from, int stride, int first, int to, int toStride) {
    if (left) {
      VectorBlocks.turned(
          rows,
          vectors,
          memory,
          depth,
          row,
          aStride,
          from,
          stride,
          first,
          startStride,
          to,
          toStride);
    } else {
      VectorBlocks.plain(
          rows,
          vectors,
          memory,
          depth,
          row,
          aStride,
          from,
          stride,
          first,
          startStride,
          to,
          toStride);
    }
  }
}
