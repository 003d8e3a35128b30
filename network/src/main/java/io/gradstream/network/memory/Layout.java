package io.gradstream.network.memory;

import io.gradstream.network.memory.TensorTable.Tensor;
import io.gradstream.network.spec.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where everything lies, decided before there is memory. Layers ask for tensors, which together are
 * the flat weight vector, and for workspace.
 *
 * <p>The weight vector has three parts, in this order: tensors with a dense gradient, buffers
 * without one, tables of which a step touches few rows. The last two lie where they lie only once
 * all are known: at {@link #finish()}.
 */
public final class Layout {

  /** Floats in a cache line: regions start on one. */
  static final int ALIGNMENT = 16;

  /** Floats behind an arena's last vector that may be loaded. */
  public static final int MARGIN = 128;

  /** A part of the weight vector whose place is known when the layout is finished. */
  public static final class Region {
    private final String name;
    private final List<Integer> shape;
    private int offset = -1;

    private Region(String name, Integer... shape) {
      this.name = name;
      this.shape = Arrays.asList(shape);
    }

    /** In the weight vector. */
    public int offset() {
      return offset;
    }
  }

  private final List<Tensor> tensors = new ArrayList<>();
  private final List<Region> buffers = new ArrayList<>();
  private final List<Region> tables = new ArrayList<>();
  private long weights;
  private int trained;
  private int buffered;
  private long workspace;
  private int randomStreams;
  private int scratch;

  /** A tensor of the weight vector; returns its offset there. Tensors are packed, in order. */
  public int tensor(String name, Integer... shape) {
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

  /** State that is saved with the weights but has no gradient: its layer changes it. */
  public Region buffer(String name, Integer... shape) {
    buffers.add(new Region(name, shape));
    return buffers.get(buffers.size() - 1);
  }

  /** A tensor whose gradient is kept for the touched rows alone. */
  public Region table(String name, int rows, int width) {
    tables.add(new Region(name, rows, width));
    return tables.get(tables.size() - 1);
  }

  /** Scratch memory; returns its offset in the arena. */
  public int workspace(long floats) {
    int offset = fits(workspace);
    workspace = aligned(workspace + floats);
    return offset;
  }

  /** Scratch memory of a whole mini-batch of rows. */
  public int signal(int batch, Shape shape) {
    return workspace((long) batch * shape.size());
  }

  /**
   * Asks for scratch that products share; what lies there is gone with the next one, but for zeros
   * at its start.
   */
  public void scratch(int floats) {
    scratch = Math.max(scratch, floats);
  }

  /** The most that was asked for. */
  public int scratch() {
    return scratch;
  }

  /** A number for a layer that draws random numbers in every step. */
  public int randomStream() {
    return randomStreams++;
  }

  /** Gives buffers and tables their places; no tensor comes after. */
  public void finish() {
    trained = weights();
    buffers.forEach(this::place);
    buffered = weights();
    tables.forEach(this::place);
  }

  private void place(Region region) {
    region.offset = tensor(region.name, region.shape.toArray(Integer[]::new));
  }

  /** Length of the weight vector so far. */
  public int weights() {
    return fits(weights);
  }

  /** Where the tensors with a dense gradient end. */
  public int trained() {
    return trained;
  }

  /** Where the buffers end; they start at {@link #trained()}. */
  public int buffered() {
    return buffered;
  }

  public TensorTable tensors() {
    return new TensorTable(tensors);
  }

  /** An arena ends below 2 GiB. */
  public static int fits(long floats) {
    if (floats > Integer.MAX_VALUE / Float.BYTES - 2 * MARGIN) {
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
