package io.gradstream.learning;

/** Which labels were known when an event came: for a learner whose labels come later. */
@FunctionalInterface
public interface Lateness {

  /**
   * @param example whose label is known from its position on
   * @param asked the example of the event that came
   */
  boolean wasKnown(Example example, Example asked);

  /**
   * Rows whose labels come some rows later: a label is known to the row after the one that comes so
   * many rows later. Positions are rows.
   */
  static Lateness ofRows(long rows) {
    return (example, asked) -> example.position().offset() + rows < asked.position().offset();
  }
}
