package io.gradstream.model;

import io.gradstream.network.RecursiveLeastSquares;
import io.gradstream.network.StepResult;
import java.util.Optional;

/** Least squares of the inputs from some column on. */
final class LinearMember implements Member {

  private final String name;
  private final RecursiveLeastSquares squares;
  private final Anchor anchor;
  private final int from;
  private final int width;
  private final float[] inputs; // [rows, width]
  private final float[] targets; // [rows]
  private final float[] outputs; // [rows]

  /**
   * @param from first column that is read
   * @param width behind the last column
   */
  LinearMember(
      String name, RecursiveLeastSquares squares, Anchor anchor, int from, int width, int rows) {
    this.name = name;
    this.squares = squares;
    this.anchor = anchor;
    this.from = from;
    this.width = width - from;
    inputs = new float[rows * this.width];
    targets = new float[rows];
    outputs = new float[rows];
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Anchor anchor() {
    return anchor;
  }

  @Override
  public void input(int place, float[] dense, int offset, int[] tables, int tableOffset) {
    System.arraycopy(dense, offset + from, inputs, place * width, width);
  }

  @Override
  public void target(int place, float[] dense, int offset, float target) {
    targets[place] = target;
  }

  @Override
  public void predict(int rows) {
    for (int row = 0; row < rows; row++) {
      outputs[row] = (float) squares.predict(inputs, row * width);
    }
  }

  /** Row after row, after all rows were predicted. */
  @Override
  public StepResult train(int rows) {
    predict(rows);
    for (int row = 0; row < rows; row++) {
      squares.learn(inputs, row * width, targets[row]);
    }
    return DONE;
  }

  @Override
  public void output(Row row, int place, double[] into) {
    into[0] = outputs[place];
  }

  @Override
  public Optional<RecursiveLeastSquares> squares() {
    return Optional.of(squares);
  }

  @Override
  public void startAnew(long seed) {
    squares.reset();
  }

  @Override
  public void takeOver(Member other) {
    other.squares().ifPresent(squares::takeOver);
  }
}
