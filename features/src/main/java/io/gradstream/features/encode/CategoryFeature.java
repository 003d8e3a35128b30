package io.gradstream.features.encode;

import io.gradstream.features.event.Event;

/** A field that names a row of an embedding table. Not thread safe. */
final class CategoryFeature {

  private final FeatureSpec.Category spec;
  private final int field;
  private CategoryTable table;

  CategoryFeature(FeatureSpec.Category spec, int field) {
    this.spec = spec;
    this.field = field;
    this.table = new CategoryTable(spec.capacity());
  }

  TableSpec tableSpec() {
    return new TableSpec(spec.field(), spec.capacity() + 2, spec.embed());
  }

  int row(Event event) {
    return table.row(event.text(field));
  }

  /** Makes the event's value the most recent one, with a row of its own. */
  void learn(Event event, int index, Encoder.RowClaimed claimed) {
    String value = event.text(field);
    int row = table.row(value);
    if (row == CategoryTable.UNKNOWN) {
      claimed.rowClaimed(index, table.claim(value));
    } else if (row != CategoryTable.MISSING) {
      table.touch(row);
    }
  }

  /** Whether the other is the same feature, of another encoder. */
  boolean isLike(CategoryFeature other) {
    return spec.equals(other.spec);
  }

  /** Takes the table over; the other is of no further use. */
  void takeOver(CategoryFeature other) {
    table = other.table;
  }

  /** How many values own a row. */
  int claimed() {
    return table.size();
  }

  byte[] toBytes() {
    return table.toBytes();
  }

  void restore(byte[] bytes) {
    table = CategoryTable.fromBytes(spec.capacity(), bytes);
  }
}
