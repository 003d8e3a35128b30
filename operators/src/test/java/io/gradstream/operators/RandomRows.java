package io.gradstream.operators;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Rows about trips, made from a seed: many places, ids that come again under the same and under
 * other places, just within the wait and after it, labels that are missing or cannot be used, rows
 * that cannot be read, and, where the caller lets them, times that stand still and go back.
 */
final class RandomRows {

  /** How rows are made. */
  enum Times {
    /** Each row's time is behind, at or after the time of the row before. */
    ANY,
    /** Each row's time is after that of the row before. */
    STRICT,
    /** The same; an id comes again at once or never, as labels come when some rows have passed. */
    LATE_LABELS
  }

  private static final String[] PLACES = {"berlin", "oslo", "rome", "lima", "cairo"};
  private static final int MOST_AGE = 12; // rows, of an id that comes again

  /**
   * One line of a file.
   *
   * @param time of the event, epoch milliseconds
   * @param labeled whether there is a label, be it unusable
   */
  record Row(byte[] line, long time, boolean labeled) {}

  private final Random random;
  private final Times times;
  private final long step; // milliseconds
  private final List<String> ids = new ArrayList<>(); // of rows that can be read
  private final List<Row> rows = new ArrayList<>();
  private long time = 1_000_000_000L;

  private RandomRows(long seed, Times times, long step) {
    random = new Random(seed);
    this.times = times;
    this.step = step;
  }

  /**
   * Rows of a seed.
   *
   * @param step time from row to row, milliseconds: a sixth of the time that an id is remembered
   */
  static List<Row> of(long seed, Times times, long step, int count) {
    RandomRows made = new RandomRows(seed, times, step);
    for (int row = 0; row < count; row++) {
      made.add(row);
    }
    return made.rows;
  }

  private void add(int row) {
    time += step * (times == Times.ANY ? random.nextInt(3) : 1 + random.nextInt(2));
    long own = times == Times.ANY && random.nextInt(6) == 0 ? time - step : time;
    int kind = random.nextInt(20);
    if (kind == 0) {
      rows.add(row("bad" + row, own, "\"far away\"", label()));
    } else {
      String id = id(row);
      ids.add(id);
      boolean labeled = times == Times.LATE_LABELS || kind > 2;
      boolean unusable = kind == 19;
      if (unusable && times == Times.LATE_LABELS) {
        ids.clear(); // a label that comes after the wait would meet no event in the job
      }
      String label = unusable ? ", \"late\": \"maybe\", \"outcome\": \"lost\"" : label();
      rows.add(row(id, own, number(), labeled ? label : ""));
    }
  }

  private String id(int row) {
    boolean again = !ids.isEmpty() && random.nextInt(4) == 0;
    if (times == Times.LATE_LABELS) {
      String last = again ? ids.get(ids.size() - 1) : "";
      boolean twice = ids.size() > 1 && last.equals(ids.get(ids.size() - 2));
      return again && !twice ? last : "t" + row;
    }
    return again
        ? ids.get(ids.size() - 1 - random.nextInt(Math.min(ids.size(), MOST_AGE)))
        : "t" + row;
  }

  private String label() {
    boolean late = random.nextInt(3) == 0;
    return ", \"late\": %s, \"outcome\": \"%s\"".formatted(late, late ? "late" : "early");
  }

  private String number() {
    return String.format(Locale.ROOT, "%.1f", 100 + 900 * random.nextDouble());
  }

  /** A row with its label. */
  static Row row(String id, String place, long time) {
    return row(id, time, place, "1.0", "a", ", \"late\": true");
  }

  private Row row(String id, long own, String distance, String label) {
    String place = PLACES[random.nextInt(PLACES.length)];
    return row(id, own, place, distance, "c" + random.nextInt(5), label);
  }

  private static Row row(
      String id, long own, String place, String distance, String carrier, String label) {
    String line =
        ("{\"id\": \"%s\", \"when\": %d, \"landed\": %d, \"place\": \"%s\", \"distance\": %s,"
                + " \"carrier\": \"%s\"%s}")
            .formatted(id, own, own, place, distance, carrier, label);
    return new Row(line.getBytes(StandardCharsets.UTF_8), own, !label.isEmpty());
  }
}
