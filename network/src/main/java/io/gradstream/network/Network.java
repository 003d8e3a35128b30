package io.gradstream.network;

/**
 * A network with its weights, moments and workspace, all off-heap. One thread at a time. Freed by
 * {@link #close()}.
 *
 * <p>Use: stage rows with {@link #input} (and {@link #target}), then {@link #predict} or {@link
 * #train}, then read {@link #output}.
 */
public final class Network implements AutoCloseable {

  /** Floats in a block of weights or moments: 64 KiB. */
  public static final int BLOCK = 16 * 1024;

  /** Which flat vector. Written by name: never rename one. */
  public enum Vector {
    WEIGHTS,
    MOMENTS
  }

  /**
   * @param batch largest number of rows staged at once
   * @param seed initial weights follow from it alone
   */
  public Network(NetworkSpec spec, OptimizerSpec optimizer, int batch, long seed) {
    throw new UnsupportedOperationException();
  }

  /** The tensors in the flat weight vector: name, shape, offset. */
  public TensorTable tensors() {
    throw new UnsupportedOperationException();
  }

  /** Weights and moments as they are for the seed: what a new model starts with. */
  public void reset(long seed) {
    throw new UnsupportedOperationException();
  }

  /** Stages one row: {@code spec.inputs()} floats and one row of each embedding table. */
  public void input(int row, float[] dense, int denseOffset, int[] tableRows, int tableOffset) {
    throw new UnsupportedOperationException();
  }

  public void target(int row, float target) {
    throw new UnsupportedOperationException();
  }

  /** Forward pass of the first {@code rows} staged rows. Changes no weight. */
  public void predict(int rows) {
    throw new UnsupportedOperationException();
  }

  /**
   * Forward, loss, gradients, step. {@link #output} then gives the forward pass before the step.
   */
  public StepResult train(int rows) {
    throw new UnsupportedOperationException();
  }

  /** Probability (binary, multi-class) or value (regression) of a staged row. */
  public float output(int row, int column) {
    throw new UnsupportedOperationException();
  }

  /** A value has claimed this row: its weights and moments become zero. */
  public void resetRow(int table, int row) {
    throw new UnsupportedOperationException();
  }

  public float learningRate() {
    throw new UnsupportedOperationException();
  }

  public void setLearningRate(float learningRate) {
    throw new UnsupportedOperationException();
  }

  /** Updates so far; part of the optimizer's state (Adam's bias correction). */
  public long steps() {
    throw new UnsupportedOperationException();
  }

  public void setSteps(long steps) {
    throw new UnsupportedOperationException();
  }

  /** Number of blocks of the vector; the last may be shorter. 0 for moments of plain SGD. */
  public int blocks(Vector vector) {
    throw new UnsupportedOperationException();
  }

  /** A fresh array with the block's values. */
  public float[] block(Vector vector, int block) {
    throw new UnsupportedOperationException();
  }

  public void setBlock(Vector vector, int block, float[] values) {
    throw new UnsupportedOperationException();
  }

  /** Whether the block has changed since {@link #markClean()}. */
  public boolean isDirty(Vector vector, int block) {
    throw new UnsupportedOperationException();
  }

  public void markClean() {
    throw new UnsupportedOperationException();
  }

  /**
   * The kernels in use, for instance {@code avx2-openblas-SkylakeX}: bits are promised within one.
   */
  public static String kernelType() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
