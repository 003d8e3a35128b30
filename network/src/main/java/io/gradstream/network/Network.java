package io.gradstream.network;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A network with its weights, moments and workspace, all off-heap. One thread at a time. Freed by
 * {@link #close()}.
 *
 * <p>Use: stage rows with {@link #input} (and {@link #target}), then {@link #predict} or {@link
 * #train}, then read {@link #output}. Staged rows stay until they are staged anew.
 */
public final class Network implements AutoCloseable {

  /** Floats in a block of weights or moments: 64 KiB. */
  public static final int BLOCK = 16 * 1024;

  /** Which flat vector. Written by name: never rename one. */
  public enum Vector {
    WEIGHTS,
    MOMENTS
  }

  private final NetworkSpec spec;
  private final OptimizerSpec optimizer;
  private final int batch;
  private final TensorTable tensors;
  private final Signal input; // [batch, inputs + widths of the tables]
  private final int targets; // [batch]
  private final List<Layer> layers = new ArrayList<>();
  private final List<EmbeddingTable> tables = new ArrayList<>();
  private final Head head;
  private final int dense; // weights that are not of an embedding table; they come first
  private final Arena arena;
  private final FloatBuffer memory;
  private final Compute compute;
  private final Parameters parameters;

  private float learningRate;
  private long steps;
  private boolean closed;

  /**
   * @param batch largest number of rows staged at once
   * @param seed initial weights follow from it alone
   */
  public Network(NetworkSpec spec, OptimizerSpec optimizer, int batch, long seed) {
    this.spec = spec;
    this.optimizer = optimizer;
    this.batch = Arguments.positive("batch", batch);

    Layout layout = new Layout();
    input = Signal.reserve(layout, batch, spec.inputWidth(), spec.inputs());
    targets = layout.workspace(batch);
    Signal output = addLayers(layout);
    head = Head.of(spec.head(), output, targets, batch, layout);
    dense = layout.weights();
    addTables(layout);
    tensors = layout.tensors();

    Optimizer method = Optimizer.of(optimizer);
    int gradients = layout.workspace(dense);
    int weights = layout.workspace(layout.weights());
    long momentCount = (long) layout.weights() * method.momentsPerWeight();
    int moments = layout.workspace(momentCount);
    arena = new Arena(layout.workspace(0));
    memory = arena.floats();
    Kernels kernels = Kernels.over(arena.bytes());
    compute = new Compute(memory, kernels, new Products(arena, kernels), weights, gradients);
    parameters =
        new Parameters(
            method,
            new FlatVector(memory, weights, layout.weights()),
            new FlatVector(memory, moments, (int) momentCount));
    reset(seed);
  }

  private Signal addLayers(Layout layout) {
    Signal signal = input;
    for (LayerSpec layer : spec.layers()) {
      layers.add(Layer.of(layer, layers.size() + 1, signal, batch, layout));
      signal = layers.get(layers.size() - 1).output();
    }
    layers.add(Dense.output(spec.head().width(), signal, batch, layout));
    return layers.get(layers.size() - 1).output();
  }

  private void addTables(Layout layout) {
    int column = spec.inputs();
    for (NetworkSpec.EmbeddingSpec table : spec.embeddings()) {
      tables.add(new EmbeddingTable(table, input, column, batch, layout));
      column += table.width();
    }
  }

  /** The tensors in the flat weight vector: name, shape, offset. */
  public TensorTable tensors() {
    return tensors;
  }

  /**
   * Weights, moments, steps and learning rate as they are for the seed: what a new model starts
   * with.
   */
  public void reset(long seed) {
    requireOpen();
    parameters.clear(0, tensors.size());
    RandomWeights random = new RandomWeights(seed);
    for (Layer layer : layers) {
      layer.initialize(compute, random);
    }
    learningRate = optimizer.learningRate();
    steps = 0;
  }

  /** Stages one row: {@code spec.inputs()} floats and one row of each embedding table. */
  public void input(int row, float[] dense, int denseOffset, int[] tableRows, int tableOffset) {
    requireOpen();
    Arguments.index("row", row, batch);
    memory.put(input.values() + row * input.width(), dense, denseOffset, spec.inputs());
    for (int t = 0; t < tables.size(); t++) {
      tables.get(t).stage(row, tableRows[tableOffset + t]);
    }
  }

  /** Stages the target of one row, as {@link HeadSpec} describes it. */
  public void target(int row, float target) {
    requireOpen();
    head.check(target);
    memory.put(targets + Arguments.index("row", row, batch), target);
  }

  /** Forward pass of the first {@code rows} staged rows. Changes no weight. */
  public void predict(int rows) {
    requireRows(rows);
    forward(rows);
    head.predict(compute, rows);
  }

  /**
   * Forward, loss, gradients, step. {@link #output} then gives the forward pass before the step.
   * Allocates nothing but its result.
   */
  public StepResult train(int rows) {
    requireRows(rows);
    forward(rows);
    float loss = head.loss(compute, rows);
    backward(rows);
    boolean learnable = Float.isFinite(loss) && gradientsAreFinite();
    if (learnable) {
      update();
    }
    return new StepResult(loss, learnable);
  }

  private void forward(int rows) {
    for (int t = 0; t < tables.size(); t++) {
      tables.get(t).forward(compute, rows);
    }
    for (int l = 0; l < layers.size(); l++) {
      layers.get(l).forward(compute, rows);
    }
  }

  private void backward(int rows) {
    for (int l = layers.size() - 1; l >= 0; l--) {
      layers.get(l).backward(compute, rows);
    }
    for (int t = 0; t < tables.size(); t++) {
      tables.get(t).backward(compute, rows);
    }
  }

  private boolean gradientsAreFinite() {
    boolean finite = compute.kernels().isFinite(dense, compute.gradients());
    for (int t = 0; finite && t < tables.size(); t++) {
      finite = tables.get(t).gradientsAreFinite(compute.kernels());
    }
    return finite;
  }

  private void update() {
    steps++;
    parameters.begin(learningRate, steps);
    parameters.update(compute.kernels(), 0, dense, compute.gradients());
    for (int t = 0; t < tables.size(); t++) {
      tables.get(t).update(parameters, compute.kernels());
    }
  }

  /** Probability (binary, multi-class) or value (regression) of a staged row. */
  public float output(int row, int column) {
    requireOpen();
    Signal output = layers.get(layers.size() - 1).output();
    Arguments.index("row", row, batch);
    Arguments.index("column", column, output.width());
    return memory.get(output.values() + row * output.width() + column);
  }

  /** A value has claimed this row: its weights and moments become zero. */
  public void resetRow(int table, int row) {
    requireOpen();
    tables.get(Arguments.index("table", table, tables.size())).reset(parameters, row);
  }

  public float learningRate() {
    return learningRate;
  }

  /**
   * @param learningRate in (0, 1]
   */
  public void setLearningRate(float learningRate) {
    this.learningRate = OptimizerSpec.checkedLearningRate(learningRate);
  }

  /** Updates so far; part of the optimizer's state (Adam's bias correction). */
  public long steps() {
    return steps;
  }

  public void setSteps(long steps) {
    Arguments.check(steps >= 0, "steps", "at least 0", steps);
    this.steps = steps;
  }

  /** Number of blocks of the vector; the last may be shorter. 0 for moments of plain SGD. */
  public int blocks(Vector vector) {
    return parameters.vector(vector).blocks();
  }

  /** A fresh array with the block's values. */
  public float[] block(Vector vector, int block) {
    requireOpen();
    return parameters.vector(vector).block(block);
  }

  /** Replaces the block's values; it counts as changed. */
  public void setBlock(Vector vector, int block, float[] values) {
    requireOpen();
    parameters.vector(vector).setBlock(block, values);
  }

  /** Whether the block has changed since {@link #markClean()}. */
  public boolean isDirty(Vector vector, int block) {
    return parameters.vector(vector).isDirty(block);
  }

  public void markClean() {
    parameters.markClean();
  }

  /**
   * The kernels in use, for instance {@code vector-openblas-SkylakeX}. Bits are promised within one
   * kernel set of OpenBLAS; {@code vector} and {@code scalar} give the same.
   */
  public static String kernelType() {
    return (Kernels.hasVectors() ? "vector" : "scalar") + "-openblas-" + Blas.core();
  }

  /** Frees the memory; the network is of no further use. A second call does nothing. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      arena.close();
    }
  }

  private void requireRows(int rows) {
    requireOpen();
    if (rows < 1 || rows > batch) {
      Arguments.check(false, "rows", "in [1, " + batch + "]", rows);
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the network is closed: its memory is freed");
    }
  }
}
