package io.gradstream.features.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at the first times of each field whose spec does not say what their numbers count: seconds
 * of today, taken for milliseconds, all lie in January and February 1970, which nothing else does.
 * Not thread safe.
 */
public final class UnlikelyTimes {

  /** Times of a field that are looked at. */
  public static final int LOOKED_AT = 100;

  private final List<Field> fields = new ArrayList<>();
  private final String unit;

  private static final class Field {
    private final String name;
    private final int index; // in the event
    private int seen;
    private boolean isLikely; // one of them was
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    Field(String name, int index) {
      this.name = name;
      this.index = index;
    }

    void take(Event event) {
      if (isLikely || seen == LOOKED_AT || event.isMissing(index)) {
        return;
      }
      long time = event.time(index);
      seen++;
      isLikely = EpochUnit.likely(time).filter(EpochUnit.SECONDS::equals).isEmpty();
      first = Math.min(first, time);
      last = Math.max(last, time);
    }

    boolean isUnlikely() {
      return seen > 0 && !isLikely;
    }
  }

  /**
   * @param unit the key that says it
   */
  public UnlikelyTimes(EventSchema schema, String unit) {
    this.unit = unit;
    for (int i = 0; i < schema.fields().size(); i++) {
      EventField field = schema.fields().get(i);
      if (field.type() == FieldType.TIME
          && field.unit().isEmpty()
          && !RecordField.isMeant(field.name())) {
        fields.add(new Field(field.name(), i));
      }
    }
  }

  public void take(Event event) {
    for (Field field : fields) {
      field.take(event);
    }
  }

  /** Whether there is a field of which enough was seen to be sure. */
  public boolean isTold() {
    return told() > 0;
  }

  /** How many such fields there are. */
  public int told() {
    int told = 0;
    for (Field field : fields) {
      told += field.seen == LOOKED_AT && field.isUnlikely() ? 1 : 0;
    }
    return told;
  }

  /** A sentence for each field of which all that was seen is unlikely. */
  public List<String> sentences() {
    return fields.stream().filter(Field::isUnlikely).map(this::sentence).toList();
  }

  private String sentence(Field field) {
    return ("the first %d times of %s lie from %s to %s: they look like seconds. Write"
            + " `%s: seconds`, or `%5$s: millis` if they are right")
        .formatted(
            field.seen,
            field.name,
            Instant.ofEpochMilli(field.first),
            Instant.ofEpochMilli(field.last),
            unit);
  }
}
