package io.gradstream.model;

import io.gradstream.network.Network;
import io.gradstream.network.RecursiveLeastSquares;

/** A member of a pool at work, on the first or last inputs of the pool's rows. Not thread safe. */
public sealed interface PoolMember extends AutoCloseable {

  /** What its number is a change from. */
  Anchor anchor();

  /** Stages a row. */
  void input(int row, float[] dense, int offset, int[] tables, int tableOffset);

  /** What the pool's row 0 comes to, staged or in the last step. */
  float output(int column);

  /** Forward pass of row 0. Changes nothing. */
  void predict();

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
    public float output(int column) {
      return network.output(0, column);
    }

    @Override
    public void predict() {
      network.predict(1);
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
    private final float[] inputs;
    private float output;

    Linear(RecursiveLeastSquares squares, Anchor anchor, int from, int width) {
      this.squares = squares;
      this.anchor = anchor;
      this.from = from;
      inputs = new float[width - from];
    }

    public RecursiveLeastSquares squares() {
      return squares;
    }

    @Override
    public Anchor anchor() {
      return anchor;
    }

    /** Row 0 alone: an example of before is in the squares already. */
    @Override
    public void input(int row, float[] dense, int offset, int[] tables, int tableOffset) {
      if (row == 0) {
        System.arraycopy(dense, offset + from, inputs, 0, inputs.length);
      }
    }

    @Override
    public float output(int column) {
      return output;
    }

    @Override
    public void predict() {
      output = (float) squares.predict(inputs, 0);
    }

    /** Steps towards the target of row 0, after a prediction. */
    public void learn(double target) {
      predict();
      squares.learn(inputs, 0, target);
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
