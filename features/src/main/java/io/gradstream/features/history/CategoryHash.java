package io.gradstream.features.history;

import io.gradstream.features.event.Event;
import io.gradstream.schemas.SplitMix64;

/** One hash of the values of some fields, spread by the finalizer of SplitMix64. */
final class CategoryHash {

  private CategoryHash() {}

  static long of(Event event, int[] fields) {
    long hash = 0;
    for (int field : fields) {
      hash = SplitMix64.mix(hash * 31 + of(event.value(field)));
    }
    return hash;
  }

  private static long of(Object value) {
    if (value instanceof Double number) {
      return Double.doubleToLongBits(number);
    }
    return value == null
        ? -1
        : value.hashCode(); // String, Boolean, Long: specified by the language
  }
}
