package io.gradstream.model;

/**
 * An event as a model sees it: its inputs, and what was known of labels when it came. Filled again
 * and again; of one owner, not thread safe.
 */
public final class Row {

  final float[] inputs; // [width]
  final int[] tables; // [tables]
  final double[] anchors = new double[Anchor.values().length]; // in the label's unit; of numbers
  final double[] units = new double[Anchor.values().length]; // of a change from each
  int lastLabel = -1; // of classes: its index
  double base; // what the label is learned as the change from, in the label's unit
  double label; // once it is known
  double learned; // what is learned of it
  int known = 2; // labels, as far as it matters: none, one, more
  double least = Double.NEGATIVE_INFINITY; // answers that make sense
  double most = Double.POSITIVE_INFINITY;

  final double[] own; // by what a number was for the event's value of a category

  Row(int width, int tables, int own) {
    this.own = new double[own];
    this.inputs = new float[width];
    this.tables = new int[tables];
  }

  /** What the encoder makes of the event, then its history: [width]. Not to be changed. */
  public float[] inputs() {
    return inputs;
  }

  /** The label, once it is known. */
  public double label() {
    return label;
  }

  /** Rows of the category tables: [tables]. Not to be changed. */
  public int[] tables() {
    return tables;
  }
}
