package io.gradstream.model;

import io.gradstream.model.targets.ClassRows;
import io.gradstream.network.StepResult;
import java.util.List;
import java.util.Optional;

/** Where the examples of each class lie: {@link ClassCenters} of the first inputs of a row. */
final class DiscriminantMember implements Member {

  private final String name;
  private final Anchor anchor;
  private final List<String> columns; // that are read
  private final ClassCenters centers;
  private final int width;
  private final int classes;
  private final float[] inputs; // [rows, width]
  private final int[] targets; // [rows]
  private final double[] likelihoods; // [rows, classes], logarithms
  private final double[] outputs; // [rows, classes]

  /**
   * @param columns names of the inputs that are read, the first of a row
   */
  DiscriminantMember(
      String name, Anchor anchor, List<String> columns, ClassRows classRows, int rows) {
    this.name = name;
    this.anchor = anchor;
    this.columns = List.copyOf(columns);
    width = columns.size();
    classes = classRows.most();
    centers = new ClassCenters(width, classRows);
    inputs = new float[rows * width];
    targets = new int[rows];
    likelihoods = new double[rows * classes];
    outputs = new double[rows * classes];
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
    System.arraycopy(dense, offset, inputs, place * width, width);
  }

  @Override
  public void target(int place, float[] dense, int offset, float target) {
    targets[place] = (int) target;
  }

  @Override
  public void predict(int rows) {
    for (int row = 0; row < rows; row++) {
      centers.ask(inputs, row * width, likelihoods, outputs, row * classes);
    }
  }

  /** Row after row, after all rows were predicted. */
  @Override
  public StepResult train(int rows) {
    predict(rows);
    for (int row = 0; row < rows; row++) {
      centers.learn(inputs, row * width, targets[row], likelihoods, outputs, row * classes);
    }
    return DONE;
  }

  @Override
  public void output(Row row, int place, double[] into) {
    System.arraycopy(outputs, place * classes, into, 0, classes);
  }

  /** It is often best where a class is seldom seen, which is when networks must learn most. */
  @Override
  public boolean setsThePace() {
    return false;
  }

  @Override
  public Optional<ClassCenters> centers() {
    return Optional.of(centers);
  }

  @Override
  public void startAnew(long seed) {
    centers.clear();
  }

  @Override
  public void takeOver(Member other) {
    if (other instanceof DiscriminantMember of
        && of.columns.equals(columns)
        && of.classes == classes) {
      centers.takeOver(of.centers);
    }
  }
}
