package io.gradstream.features;

import java.util.List;

/**
 * Turns events into the inputs of a network, in training and in serving alike. Owns the running
 * statistics and the category tables; they change only in {@link #learn}. Not thread safe.
 *
 * <p>Row 0 of every category table is the shared row of values never learned, row 1 the row of
 * missing values, rows 2 .. capacity + 1 are claimed by values.
 */
public final class Encoder {

  /** Told when a value claims a row: its weights and moments start anew. */
  @FunctionalInterface
  public interface RowClaimed {
    void rowClaimed(int table, int row);
  }

  public Encoder(EventSchema schema, List<FeatureSpec> features) {
    throw new UnsupportedOperationException();
  }

  /** Width of the dense part. */
  public int width() {
    throw new UnsupportedOperationException();
  }

  /** Number of category tables, in the order the features declare them. */
  public int tables() {
    throw new UnsupportedOperationException();
  }

  /** Read-only. Writes {@link #width()} floats and {@link #tables()} rows. */
  public void encode(Event event, float[] dense, int denseOffset, int[] rows, int rowOffset) {
    throw new UnsupportedOperationException();
  }

  /**
   * Claims rows for the event's categories, encodes it with the statistics as they were before it,
   * then adds it to the statistics.
   */
  public void learn(
      Event event, float[] dense, int denseOffset, int[] rows, int rowOffset, RowClaimed claimed) {
    throw new UnsupportedOperationException();
  }

  /** The whole state in a versioned form, equal bytes for equal states. */
  public byte[] statistics() {
    throw new UnsupportedOperationException();
  }

  /** Restores what {@link #statistics()} wrote. */
  public void restoreStatistics(byte[] bytes) {
    throw new UnsupportedOperationException();
  }

  /** One category table, values with their rows from least to most recent, in a versioned form. */
  public byte[] categories(int table) {
    throw new UnsupportedOperationException();
  }

  /** Restores what {@link #categories} wrote. */
  public void restoreCategories(int table, byte[] bytes) {
    throw new UnsupportedOperationException();
  }
}
