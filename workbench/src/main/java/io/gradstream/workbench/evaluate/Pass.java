package io.gradstream.workbench.evaluate;

import io.gradstream.features.event.Decoded;
import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventSchema;
import io.gradstream.learning.Example;
import io.gradstream.learning.InMemorySeenIds;
import io.gradstream.learning.SeenIds;
import io.gradstream.learning.spec.LabelsSpec;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.TargetRule;
import io.gradstream.schemas.DeadLetter.Reason;
import io.gradstream.schemas.Position;
import io.gradstream.workbench.table.DataFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The rows of a file once, from the first on: each that has a label is an example, at the effective
 * time of a single partition.
 */
final class Pass {

  /** What becomes of an example. */
  @FunctionalInterface
  interface Use {
    void take(String key, Example example);
  }

  private final LearnerSpec spec;
  private final KeyedLearners learners;
  private final long firstOffset;
  private final Use use;
  private final EventSchema events;
  private final EventSchema labels;
  private final int timeField; // -1: none
  private final int keyField; // -1: none
  private final int idField; // -1: none
  private final SeenIds seenIds;
  private final InMemorySeenIds seen = new InMemorySeenIds();
  private final BadRows badRows = new BadRows();
  private final RowNotes notes = new RowNotes();
  private long rows;
  private long unlabeled;
  private long effectiveTime;

  /**
   * @param firstOffset of the first row: passes follow one another in the order of learning
   */
  Pass(LearnerSpec spec, KeyedLearners learners, long firstOffset, Use use) {
    this.spec = spec;
    this.learners = learners;
    this.firstOffset = firstOffset;
    this.use = use;
    events = spec.model().events();
    labels = spec.labels() instanceof LabelsSpec.OwnTopic topic ? topic.schema() : events;
    timeField = spec.events().time().map(events::indexOf).orElse(-1);
    keyField = spec.model().keyField().map(events::indexOf).orElse(-1);
    idField = spec.events().id().map(events::indexOf).orElse(-1);
    seenIds = new SeenIds(spec.labels().remembered());
  }

  /**
   * Reads a file.
   *
   * @param limit most rows read
   * @throws DataFileException when the file lacks a column or is torn
   */
  Pass over(Path file, long limit) throws IOException {
    try (RowReader reader = RowReader.open(spec, file)) {
      while (rows < limit) {
        Row row = reader.read();
        if (row == null) {
          break;
        }
        rows++;
        take(row);
      }
    }
    return this;
  }

  long rows() {
    return rows;
  }

  long unlabeled() {
    return unlabeled;
  }

  /** A sentence for each thing worth telling. */
  List<String> notes() {
    return notes.sentences(spec.target());
  }

  BadRows badRows() {
    return badRows;
  }

  private void take(Row row) {
    if (row.event() instanceof Decoded.Good good) {
      advanceTime(good.event(), row.line());
    }
    if (row.event() instanceof Decoded.Bad bad) {
      badRows.add(row.line(), bad.reason(), bad.message());
    } else if (row.label().isEmpty()) {
      unlabeled++;
    } else if (row.label().get() instanceof Decoded.Bad bad) {
      badRows.add(row.line(), bad.reason(), bad.message());
    } else if (row.event() instanceof Decoded.Good event
        && row.label().get() instanceof Decoded.Good label) {
      label(row, event.event(), label.event());
    }
  }

  private void advanceTime(Event event, long line) {
    if (timeField >= 0 && !event.isMissing(timeField)) {
      if (event.time(timeField) < effectiveTime) {
        notes.timeWentBack(line);
      }
      effectiveTime = Math.max(effectiveTime, event.time(timeField));
    }
  }

  private void label(Row row, Event event, Event label) {
    TargetRule.Outcome outcome = spec.target().apply(labels, label);
    if (outcome instanceof TargetRule.Known known) {
      notes.label(spec.target(), labels, label, known.target());
      example(row, event, known.target());
    } else if (outcome instanceof TargetRule.Unusable unusable) {
      badRows.add(row.line(), unusable.reason(), unusable.message());
    } else {
      unlabeled++;
    }
  }

  private void example(Row row, Event event, float target) {
    String id = text(event, idField);
    if (!id.isEmpty() && seenIds.isDuplicate(id, effectiveTime, seen)) {
      badRows.add(row.line(), Reason.DUPLICATE, "id %s came already".formatted(id));
      return;
    }
    String key = text(event, keyField);
    if (!learners.knows(key) && learners.keys() == spec.limits().keys()) {
      badRows.add(row.line(), Reason.LIMIT, "limits.keys is reached: " + spec.limits().keys());
      return;
    }
    Position position =
        new Position(effectiveTime, spec.events().topic(), 0, firstOffset + row.index());
    use.take(key, new Example(event, id, target, position));
  }

  private static String text(Event event, int field) {
    return field < 0 || event.isMissing(field) ? "" : event.text(field);
  }
}
