package io.gradstream.features.history;

import io.gradstream.features.event.Event;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;

/**
 * One group of features. Its values are as they are, not scaled. State of one owner, not thread
 * safe.
 */
sealed interface HistoryPart permits CategoryRates, LabelMovements, NumberMovements {

  /** A name for each value. */
  List<String> columns();

  /**
   * Whether a value is in the unit of a number of the event or of the label, so that any may come.
   * All others are ours, and lie within bounds that we know.
   */
  boolean isMeasured(int column);

  /** Writes the values of an event from {@code values[offset]} on. Read-only. */
  void read(Event event, double[] values, int offset);

  /**
   * Adds an event and its label to what came before.
   *
   * @param label the class's index, or the number
   */
  void learn(Event event, double label);

  /** Memory that it takes, roughly. */
  long bytes();

  void write(DataOutputStream out) throws IOException;

  /** Replaces the state by what {@link #write} wrote. */
  void restore(int format, DataInputStream in) throws IOException;
}
