package io.gradstream.features;

import java.util.List;

/**
 * A feature that becomes inputs of the network's dense part. Reads one field of the event. Not
 * thread safe.
 */
sealed interface DenseFeature permits NumericFeature, FlagFeature, TimeFeature {

  /** A name for each input it writes. */
  List<String> columns();

  /** Writes its inputs from {@code dense[offset]} on; changes no statistics. */
  void encode(Event event, float[] dense, int offset);
}
