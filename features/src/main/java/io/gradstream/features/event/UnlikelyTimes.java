package io.gradstream.features.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at the first times of each field whose spec does not say what their numbers count. Taken
 * for milliseconds, seconds from 1973 on all lie in January and February 1970, and days of 1990 to
 * 2100 in the first minute of all, which nothing else does. Times that are made up often begin
 * there too, with a round number: whole seconds are believed up to 2004-11-09. Of numbers that are
 * not dates in digits, hardly one in a hundred looks like one. Not thread safe.
 */
public final class UnlikelyTimes {

  /** Times of a field that are looked at. */
  public static final int LOOKED_AT = 100;

  private static final long FIRST_SECONDS = 100_000_000L; // 1973-03-03
  private static final long LAST_SECONDS = 4_100_000_000L; // 2099-12-04
  private static final long FIRST_DAY = 7_305; // 1990-01-01
  private static final long LAST_DAY = 47_846; // 2100-12-31
  private static final long MOST_DAYS = 31 * LOOKED_AT; // from the first to the last

  private final List<Field> fields = new ArrayList<>();
  private final String unit;

  private static final class Field {
    private final String name;
    private final int index; // in the event
    private int seen;
    private boolean areWhole = true; // seconds, all of them
    private boolean areDigits = true; // of dates, all of them
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private boolean isTold; // enough was seen, and it is unlikely

    Field(String name, int index) {
      this.name = name;
      this.index = index;
    }

    void take(Event event) {
      if (seen == LOOKED_AT || event.isMissing(index)) {
        return;
      }
      long time = event.time(index);
      seen++;
      areWhole &= time % 1000 == 0;
      areDigits = areDigits && DateDigits.are(time);
      first = Math.min(first, time);
      last = Math.max(last, time);
      isTold = seen == LOOKED_AT && isUnlikely();
    }

    boolean isUnlikely() {
      return seen > 0 && (areDigits || areSeconds() || areDays());
    }

    private boolean areSeconds() {
      boolean areOfToday = isSeconds(first) && isSeconds(last);
      return areOfToday || first >= FIRST_SECONDS && last <= LAST_SECONDS && !areWhole;
    }

    private static boolean isSeconds(long time) {
      return EpochUnit.likely(time).filter(EpochUnit.SECONDS::equals).isPresent();
    }

    boolean areDays() {
      return first >= FIRST_DAY && last <= LAST_DAY && last - first <= MOST_DAYS && !areWhole;
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
      told += field.isTold ? 1 : 0;
    }
    return told;
  }

  /** A sentence for each field of which all that was seen is unlikely. */
  public List<String> sentences() {
    return fields.stream().filter(Field::isUnlikely).map(this::sentence).toList();
  }

  private String sentence(Field field) {
    return "the first %d times of %s lie from %s to %s: they look like %s, or `%s: millis` if they are right"
        .formatted(
            field.seen,
            field.name,
            Instant.ofEpochMilli(field.first),
            Instant.ofEpochMilli(field.last),
            likely(field),
            unit);
  }

  private String likely(Field field) {
    if (field.areDigits) {
      return DateDigits.words(field.first);
    }
    return field.areDays()
        ? "days. Write them as dates, yyyy-MM-dd"
        : "seconds. Write `%s: seconds`".formatted(unit);
  }
}
