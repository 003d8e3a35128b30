package io.gradstream.model;

import io.gradstream.network.StepResult;
import java.util.List;
import java.util.Optional;

/** The last examples, of which the nearest answer. It reads the event's own features. */
final class MemoryMember implements Member {

  private final String name;
  private final NearestExamples examples;
  private final Anchor anchor;
  private final List<String> columns; // of its inputs, then its tables: what a row is
  private final int width;
  private final int tables;
  private final int values; // outputs of a row
  private final float[] inputs; // [rows, width]
  private final int[] categories; // [rows, tables]
  private final float[] targets; // [rows]
  private final double[] outputs; // [rows, values]

  /**
   * @param columns names of the inputs that are read, then of the tables
   * @param classes of the label, or 0 for a number
   */
  MemoryMember(
      String name,
      MemberSpec.Memory spec,
      List<String> columns,
      int tables,
      int classes,
      int rows) {
    this.name = name;
    this.columns = List.copyOf(columns);
    this.tables = tables;
    anchor = spec.anchor();
    width = columns.size() - tables;
    values = Math.max(1, classes);
    examples = new NearestExamples(width, tables, classes, spec.examples());
    inputs = new float[rows * width];
    categories = new int[rows * tables];
    targets = new float[rows];
    outputs = new double[rows * values];
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
  public void input(int place, float[] dense, int offset, int[] rows, int tableOffset) {
    System.arraycopy(dense, offset, inputs, place * width, width);
    System.arraycopy(rows, tableOffset, categories, place * tables, tables);
  }

  @Override
  public void target(int place, float[] dense, int offset, float target) {
    targets[place] = target;
  }

  @Override
  public void predict(int rows) {
    for (int row = 0; row < rows; row++) {
      ask(row);
    }
  }

  private void ask(int row) {
    examples.ask(inputs, row * width, categories, row * tables, outputs, row * values);
  }

  /** Row after row: each is asked with those before it known. */
  @Override
  public StepResult train(int rows) {
    for (int row = 0; row < rows; row++) {
      ask(row);
      examples.learn(inputs, row * width, categories, row * tables, targets[row]);
    }
    return DONE;
  }

  @Override
  public void output(Row row, int place, double[] into) {
    System.arraycopy(outputs, place * values, into, 0, values);
  }

  @Override
  public boolean setsThePace() {
    return false;
  }

  @Override
  public Optional<NearestExamples> memory() {
    return Optional.of(examples);
  }

  @Override
  public void resetRow(int table, int row) {
    examples.resetRow(table, row);
  }

  @Override
  public void startAnew(long seed) {
    examples.clear();
  }

  @Override
  public void takeOver(Member other) {
    if (other instanceof MemoryMember of && of.columns.equals(columns)) {
      examples.takeOver(of.examples);
    }
  }
}
