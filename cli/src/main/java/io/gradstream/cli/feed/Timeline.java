package io.gradstream.cli.feed;

import io.gradstream.cli.feed.FeedRecord.Kind;
import io.gradstream.features.event.Event;
import io.gradstream.features.event.RecordField;
import io.gradstream.learning.spec.LabelsSpec;
import io.gradstream.learning.spec.LearnerSpec;
import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.PriorityQueue;
import org.apache.commons.csv.CSVRecord;

/**
 * A data file as it would have happened: each event at its time, each label at its own, in order. A
 * row gives an event and, where the learner's labels have a topic, a label; a row whose label cell
 * is empty gives none. Rows are in the order of their events' times. At one time an event comes
 * before a label, and rows keep their order.
 */
public final class Timeline implements Iterator<FeedRecord> {

  private final Iterator<CSVRecord> rows;
  private final LearnerSpec spec;
  private final RowWriter events;
  private final Optional<LabelRows> labels;
  private final PriorityQueue<Due> due =
      new PriorityQueue<>(Comparator.comparingLong(Due::time).thenComparingLong(Due::row));
  private final long rowLimit;
  private long rowsRead;
  private long lastTime = Long.MIN_VALUE;
  private FeedRecord nextEvent;

  /** A label that waits for its time. */
  private record Due(long time, long row, FeedRecord record) {}

  /**
   * @param rowLimit how many rows are read at most
   */
  public Timeline(LearnerSpec spec, Iterator<CSVRecord> rows, long rowLimit) {
    this.spec = spec;
    this.rows = rows;
    this.rowLimit = rowLimit;
    this.events = new RowWriter(spec.model().events(), spec.events().format());
    this.labels =
        spec.labels() instanceof LabelsSpec.OwnTopic topic
            ? Optional.of(new LabelRows(topic, spec.target()))
            : Optional.empty();
  }

  /** Rows read so far: as many events were made. */
  public long rowsRead() {
    return rowsRead;
  }

  /** The latest time of a record given so far, epoch milliseconds. */
  public long lastTime() {
    return lastTime;
  }

  @Override
  public boolean hasNext() {
    readEvent();
    return nextEvent != null || !due.isEmpty();
  }

  @Override
  public FeedRecord next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    FeedRecord next = takesEvent() ? takeEvent() : due.poll().record();
    lastTime = Math.max(lastTime, next.time());
    return next;
  }

  private boolean takesEvent() {
    return nextEvent != null && (due.isEmpty() || nextEvent.time() <= due.peek().time());
  }

  private FeedRecord takeEvent() {
    FeedRecord taken = nextEvent;
    nextEvent = null;
    return taken;
  }

  private void readEvent() {
    if (nextEvent != null || rowsRead == rowLimit || !rows.hasNext()) {
      return;
    }
    CSVRecord row = rows.next();
    rowsRead++;
    Event event = events.read(row);
    long time = events.time(event, spec.events().time(), System.currentTimeMillis());
    nextEvent = events.record(Kind.EVENT, recordKey(row, event), row, event, time);
    labels
        .flatMap(label -> label.read(row, time))
        .ifPresent(label -> due.add(new Due(label.time(), rowsRead, label)));
  }

  /** Unless the file says it: one model's events keep to one partition; without, one id's do. */
  private String recordKey(CSVRecord row, Event event) {
    String own = RowWriter.cell(row, RecordField.KEY);
    if (own != null && !own.isEmpty()) {
      return own;
    }
    return spec.model()
        .keyField()
        .or(() -> spec.events().id())
        .map(field -> events.text(event, field))
        .orElse(null);
  }
}
