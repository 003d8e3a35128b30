package io.gradstream.model;

/**
 * An event as a pool sees it: its inputs, and what was known of labels when it came. Filled again
 * and again; of one owner, not thread safe.
 */
public final class PoolRow {

  final float[] inputs; // [width]
  final int[] tables; // [tables]
  final double[] anchors = new double[Anchor.values().length]; // in the label's unit; of numbers
  final double[] units = new double[Anchor.values().length]; // of a change from each
  int lastLabel = -1; // of classes: its index

  PoolRow(int width, int tables) {
    this.inputs = new float[width];
    this.tables = new int[tables];
  }

  /** What the encoder makes of the event, then its history. Not to be changed. */
  public float[] inputs() {
    return inputs;
  }

  /** Rows of the category tables. Not to be changed. */
  public int[] tables() {
    return tables;
  }
}
