package io.gradstream.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

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
  boolean hasUnits = true; // of changes; false: none was known yet
  double least = Double.NEGATIVE_INFINITY; // answers that make sense
  double most = Double.POSITIVE_INFINITY;

  final double[] own; // by what a number was for the event's value of a category

  Row(int width, int tables, int own) {
    this.own = new double[own];
    this.inputs = new float[width];
    this.tables = new int[tables];
  }

  /** Another one for the same model, to be filled. */
  public Row another() {
    return new Row(inputs.length, tables.length, own.length);
  }

  /** Whether it is filled by such a model as another one. */
  public boolean isLike(Row other) {
    return inputs.length == other.inputs.length
        && tables.length == other.tables.length
        && own.length == other.own.length;
  }

  /** Whether any label was known when it was filled, where that is what labels are learned by. */
  public boolean hasPast() {
    return known > 0;
  }

  /** Labels have come since it was filled with any: numbers do not begin with it. */
  void cameBefore(long labels) {
    known = known == 0 ? 0 : (int) Math.max(known, Math.min(2, labels));
  }

  /** Most numbers that a row has, each of which takes a float or two. */
  public int size() {
    return inputs.length + tables.length + 2 * (anchors.length + units.length + own.length);
  }

  /** Writes all that is known of it before its label. */
  public void write(DataOutput out) throws IOException {
    for (float input : inputs) {
      out.writeFloat(input);
    }
    for (int table : tables) {
      out.writeInt(table);
    }
    for (double[] numbers : List.of(anchors, units, own)) {
      for (double number : numbers) {
        out.writeDouble(number);
      }
    }
    out.writeInt(lastLabel);
    out.writeDouble(base);
    out.writeByte(known);
    out.writeBoolean(hasUnits);
    out.writeDouble(least);
    out.writeDouble(most);
  }

  /** Fills it with what one of a like model wrote. */
  public void read(DataInput in) throws IOException {
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = in.readFloat();
    }
    for (int i = 0; i < tables.length; i++) {
      tables[i] = in.readInt();
    }
    for (double[] numbers : List.of(anchors, units, own)) {
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = in.readDouble();
      }
    }
    lastLabel = in.readInt();
    base = in.readDouble();
    known = in.readByte();
    hasUnits = in.readBoolean();
    least = in.readDouble();
    most = in.readDouble();
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
