package io.gradstream.cli.feed;

import io.gradstream.cli.feed.FeedRecord.Kind;
import io.gradstream.features.event.Decoded;
import io.gradstream.features.event.Event;
import io.gradstream.features.event.RecordField;
import io.gradstream.learning.spec.LabelsSpec;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.UserTopic;
import io.gradstream.workbench.evaluate.BadRows;
import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * A data file as it would have happened: each event at its time, each label at its own, in order. A
 * row gives an event and, where the learner's labels have a topic, a label; a row whose label cell
 * is empty gives none. A row that cannot be used is left out, and so is a label. Rows are in the
 * order of their events' times. At one time an event comes before a label, and rows keep their
 * order.
 */
final class Timeline implements Iterator<FeedRecord> {

  private final FeedRows rows;
  private final LearnerSpec spec;
  private final RowWriter events;
  private final Optional<LabelRows> labels;
  private final PriorityQueue<Due> due =
      new PriorityQueue<>(Comparator.comparingLong(Due::time).thenComparingLong(Due::row));
  private final long rowLimit;
  private final BadRows leftOut = new BadRows();
  private final BadRows setAside = new BadRows();
  private long rowsRead;
  private long lastTime = Long.MIN_VALUE;
  private FeedRecord nextEvent;

  /** A label that waits for its time. */
  private record Due(long time, long row, FeedRecord record) {}

  /**
   * @param rowLimit how many rows are read at most
   */
  Timeline(LearnerSpec spec, FeedRows rows, long rowLimit) {
    this.spec = spec;
    this.rows = rows;
    this.rowLimit = rowLimit;
    this.events = new RowWriter(rows.fields(), spec.events().format());
    this.labels =
        spec.labels() instanceof LabelsSpec.OwnTopic topic
            ? Optional.of(new LabelRows(topic, spec.target()))
            : Optional.empty();
  }

  /** What of the rows read so far cannot be fed. */
  BadRows leftOut() {
    return leftOut;
  }

  /** Values that broke a rule, and that their rows are fed without. */
  BadRows setAside() {
    return setAside;
  }

  /** The latest time of a record given so far, epoch milliseconds. */
  long lastTime() {
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
    while (nextEvent == null && rowsRead < rowLimit) {
      FeedRow row = rows.next();
      if (row == null) {
        return;
      }
      rowsRead++;
      orLeaveOut(row, () -> take(row));
    }
  }

  private void take(FeedRow row) {
    Event event = RowWriter.good(row.read().event());
    long time = events.time(event, spec.events().time(), System.currentTimeMillis());
    nextEvent = events.record(Kind.EVENT, recordKey(event), row.event(), event, time);
    for (Decoded.Bad bad : ((Decoded.Good) row.read().event()).setAside()) {
      setAside.add(row.line(), bad.reason(), bad.message());
    }
    orLeaveOut(row, () -> takeLabel(row, time));
  }

  /** A bad label costs nothing but itself. */
  private void takeLabel(FeedRow row, long time) {
    if (labels.isEmpty()) {
      row.read().label().ifPresent(RowWriter::good);
      return;
    }
    labels
        .get()
        .read(row, time)
        .ifPresent(label -> due.add(new Due(label.time(), rowsRead, label)));
  }

  private void orLeaveOut(FeedRow row, Runnable use) {
    try {
      use.run();
    } catch (BadRowException e) {
      leftOut.add(row.line(), e.reason(), e.getMessage());
    }
  }

  /** Unless the file says it, what keeps events together. */
  private String recordKey(Event event) {
    String own = events.text(event, RecordField.KEY);
    return own != null
        ? own
        : UserTopic.events(spec).keyedBy().map(field -> events.text(event, field)).orElse(null);
  }
}
