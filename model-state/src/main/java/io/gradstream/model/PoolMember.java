package io.gradstream.model;

import io.gradstream.network.Network;
import io.gradstream.network.RecursiveLeastSquares;

/** A member of a pool at work, on the first or last inputs of the pool's rows. Not thread safe. */
public sealed interface PoolMember extends AutoCloseable {

  /** What its number is a change from. */
  Anchor anchor();

  /** Stages a row. */
  void input(int row, float[] dense, int offset, int[] tables, int tableOffset);

  /** What a row came to, in the last prediction or before the last step. */
  float output(int row, int column);

  /** Forward pass of the first rows. Changes nothing. */
  void predict(int rows);

  void startAnew(long seed);

  /** Takes over what fits of another that is declared alike. */
  void takeOver(PoolMember other);

  @Override
  void close();

  /** A network. */
  record Perceptron(Network network, Anchor anchor) implements PoolMember {

    @Override
    public void input(int row, float[] dense, int offset, int[] tables, int tableOffset) {
      network.input(row, dense, offset, tables, tableOffset);
    }

    @Override
    public float output(int row, int column) {
      return network.output(row, column);
    }

    @Override
    public void predict(int rows) {
      network.predict(rows);
    }

    @Override
    public void startAnew(long seed) {
      network.reset(seed);
    }

    @Override
    public void takeOver(PoolMember other) {
      network.takeOver(((Perceptron) other).network);
    }

    @Override
    public void close() {
      network.close();
    }
  }

  /** Least squares of the inputs from {@code from} on. */
  final class Linear implements PoolMember {

    private final RecursiveLeastSquares squares;
    private final Anchor anchor;
    private final int from;
    private final float[] inputs; // [rows, width - from]
    private final float[] outputs; // [rows]
    private final int width;

    Linear(RecursiveLeastSquares squares, Anchor anchor, int from, int width, int rows) {
      this.squares = squares;
      this.anchor = anchor;
      this.from = from;
      this.width = width - from;
      inputs = new float[rows * this.width];
      outputs = new float[rows];
    }

    public RecursiveLeastSquares squares() {
      return squares;
    }

    @Override
    public Anchor anchor() {
      return anchor;
    }

    @Override
    public void input(int row, float[] dense, int offset, int[] tables, int tableOffset) {
      System.arraycopy(dense, offset + from, inputs, row * width, width);
    }

    @Override
    public float output(int row, int column) {
      return outputs[row];
    }

    @Override
    public void predict(int rows) {
      for (int row = 0; row < rows; row++) {
        outputs[row] = (float) squares.predict(inputs, row * width);
      }
    }

    /** Steps towards the target of a row, after all rows were predicted. */
    public void learn(int row, double target) {
      squares.learn(inputs, row * width, target);
    }

    @Override
    public void startAnew(long seed) {
      squares.reset();
    }

    @Override
    public void takeOver(PoolMember other) {
      squares.takeOver(((Linear) other).squares);
    }

    @Override
    public void close() {}
  }
}
