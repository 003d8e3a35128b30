package io.gradstream.learning;

import io.gradstream.features.encode.Encoder;
import io.gradstream.learning.LearnerStore.Part;

/** Carries an encoder's statistics and category tables to a store and back. */
final class EncoderParts {

  private EncoderParts() {}

  static void write(Encoder encoder, LearnerStore store) {
    store.putPart(Part.STATISTICS, 0, encoder.statistics());
    for (int table = 0; table < encoder.tables(); table++) {
      store.putPart(Part.CATEGORIES, table, encoder.categories(table));
    }
  }

  static void read(Encoder encoder, LearnerStore store) {
    PartBytes.restore(Part.STATISTICS, 0, store, encoder::restoreStatistics);
    for (int table = 0; table < encoder.tables(); table++) {
      int index = table;
      PartBytes.restore(
          Part.CATEGORIES, index, store, bytes -> encoder.restoreCategories(index, bytes));
    }
  }
}
