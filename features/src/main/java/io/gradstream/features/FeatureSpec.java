package io.gradstream.features;

import java.util.List;

/** One declared feature: how a field of the event becomes inputs of the network. */
public sealed interface FeatureSpec {

  /** Name of the event's field. */
  String field();

  /**
   * A number, scaled online to zero mean and unit variance; plus an input that says it is missing.
   */
  record Numeric(String field) implements FeatureSpec {}

  /** 0 or 1; plus an input that says it is missing. */
  record Flag(String field) implements FeatureSpec {}

  /** Parts of a time, in the event schema's zone. */
  record TimeParts(String field, List<TimePart> parts) implements FeatureSpec {
    public TimeParts {
      parts = List.copyOf(parts);
    }
  }

  /**
   * A category with an embedding table of fixed capacity.
   *
   * @param embed width of a row
   * @param capacity values held at once; the least recently learned gives its row to a new one
   */
  record Category(String field, int embed, int capacity) implements FeatureSpec {}

  /** A part of a time. Written by name: never rename one. */
  enum TimePart {
    TIME_OF_DAY,
    DAY_OF_WEEK,
    DAY_OF_YEAR,
    MONTH
  }
}
