package io.gradstream.features.history;

import io.gradstream.features.event.Event;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The series that a category tells apart, and the season they have in common, in rows of each. A
 * new one beyond the most there may be takes the place of that which was not seen for longest. Not
 * thread safe.
 */
final class SeriesTable {

  private final HistorySpec spec;
  private final Season never = new Season(Series.LONGEST_SEASON);
  private final Season season = new Season(Series.LONGEST_SEASON);
  private final Map<Long, Series> series = new LinkedHashMap<>(); // by hash, oldest first
  private int of = SeriesChoice.NONE;

  SeriesTable(HistorySpec spec) {
    this.spec = spec;
  }

  /** Begins anew with the series of a category. */
  void startAnew(int category) {
    series.clear();
    season.startAnew();
    of = category;
  }

  /** The category whose series these are. */
  int of() {
    return of;
  }

  /** Rows of a series in its season, or 0 while none was found. */
  int season() {
    return season.period();
  }

  private long hash(Event event) {
    return CategoryHash.of(event, new int[] {spec.own().get(of)});
  }

  /**
   * What came before an event in its series. Read-only.
   *
   * @param category that tells it apart: of another than these are of nothing is known
   * @param last label of the series as far as it is known; else what all are like
   */
  Series before(int category, Event event, double last) {
    Series known = category == of ? series.get(hash(event)) : null;
    return known == null ? new Series(spec, season, never).startingAt(last) : known;
  }

  /**
   * @param last label of the series, or NaN for one that begins
   */
  void learn(Event event, double label, double last) {
    long hash = hash(event);
    Series learned = series.remove(hash);
    if (learned == null) {
      learned = begun(last);
    }
    if (spec.season()) {
      season.learn(learned.labels(), label);
    }
    learned.learn(event, label);
    series.put(hash, learned);
  }

  private Series begun(double last) {
    if (series.size() == spec.mostSeries()) {
      Iterator<Series> oldest = series.values().iterator();
      oldest.next();
      oldest.remove();
    }
    Series begun = new Series(spec, season, never);
    return Double.isNaN(last) ? begun : begun.startingAt(last);
  }

  long bytes() {
    return spec.mostSeries() * Series.bytes(spec);
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(of);
    season.write(out);
    out.writeInt(series.size());
    for (Map.Entry<Long, Series> entry : series.entrySet()) {
      out.writeLong(entry.getKey());
      entry.getValue().write(out);
    }
  }

  void restore(DataInputStream in) throws IOException {
    startAnew(in.readInt());
    if (of < SeriesChoice.NONE || of >= spec.own().size()) {
      throw new IOException("no category tells series apart that is the %dth".formatted(of));
    }
    season.restore(in);
    int count = in.readInt();
    if (count < 0 || count > spec.mostSeries()) {
      throw new IOException("series must be in 0..%d: %d".formatted(spec.mostSeries(), count));
    }
    for (int i = 0; i < count; i++) {
      long hash = in.readLong();
      if (series.put(hash, Series.read(spec, season, never, in)) != null) {
        throw new IOException("a series is there twice");
      }
    }
  }
}
