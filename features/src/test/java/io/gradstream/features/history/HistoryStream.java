package io.gradstream.features.history;

import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldType;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;

/** Events of two numbers and three categories with gaps, and labels that follow from them. */
final class HistoryStream {

  static final EventSchema SCHEMA =
      new EventSchema(
          List.of(
              new EventField("load", FieldType.NUMBER, false),
              new EventField("price", FieldType.NUMBER, false),
              new EventField("origin", FieldType.TEXT, false),
              new EventField("destination", FieldType.TEXT, false),
              new EventField("holiday", FieldType.BOOLEAN, false)),
          ZoneOffset.UTC);

  private static final int SEASON = 12;

  /**
   * @param label class index or number
   */
  record Labelled(Event event, double label) {}

  private HistoryStream() {}

  /**
   * @param classes of the label, or 0 for a number
   */
  static HistorySpec spec(int classes) {
    return new HistorySpec(
        List.of(0, 1), List.of(2, 3, 4), classes, EnumSet.allOf(HistoryGroup.class), true);
  }

  static List<Labelled> of(int classes, int count, long seed) {
    Random random = new Random(seed);
    List<Labelled> stream = new ArrayList<>();
    for (int t = 0; t < count; t++) {
      int origin = random.nextInt(5);
      double wave = StrictMath.sin(2 * Math.PI * t / SEASON) * 3 + random.nextGaussian();
      Event event =
          Event.of(
              gap(random, 100 + 10 * wave + t * 0.01),
              gap(random, random.nextGaussian()),
              gap(random, "place" + origin),
              gap(random, "place" + random.nextInt(5)),
              gap(random, random.nextInt(10) == 0));
      stream.add(new Labelled(event, label(classes, wave + origin - 2)));
    }
    return stream;
  }

  private static Object gap(Random random, Object value) {
    return random.nextInt(12) == 0 ? null : value;
  }

  private static double label(int classes, double signal) {
    if (classes == 0) {
      return (float) (1000 + 50 * signal);
    }
    return Math.max(0, Math.min(classes - 1, Math.floor(signal + classes / 2.0)));
  }
}
