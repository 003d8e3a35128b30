package io.gradstream.workbench.evaluate;

import io.gradstream.features.event.Decoded;
import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventSchema;
import io.gradstream.learning.Admission;
import io.gradstream.learning.Example;
import io.gradstream.learning.InMemorySeenIds;
import io.gradstream.learning.MissingFeatures;
import io.gradstream.learning.spec.LabelsSpec;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.TargetRule;
import io.gradstream.schemas.DeadLetter.Reason;
import io.gradstream.schemas.Position;
import io.gradstream.workbench.table.DataFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
  private final Optional<RowJoin> join; // of labels that have a topic of their own
  private final Admission admission;
  private final Map<String, InMemorySeenIds> seen = new HashMap<>(); // by key of a model there is
  private final BadRows badRows = new BadRows();
  private final RowNotes notes = new RowNotes();
  private final MissingFeatures missing;
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
    Optional<LabelsSpec.OwnTopic> ownTopic =
        spec.labels() instanceof LabelsSpec.OwnTopic own ? Optional.of(own) : Optional.empty();
    labels = ownTopic.map(LabelsSpec.OwnTopic::schema).orElse(events);
    join = ownTopic.map(RowJoin::new);
    timeField = spec.events().time().map(events::indexOf).orElse(-1);
    keyField = spec.model().keyField().map(events::indexOf).orElse(-1);
    idField = spec.events().id().map(events::indexOf).orElse(-1);
    admission = spec.admission();
    missing = new MissingFeatures(spec.model());
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
    List<String> sentences = new ArrayList<>();
    if (!missing.neverThere().isEmpty()) {
      sentences.add(
          "no row has a value of %s: nothing was learned from what is not there. Is it named as the file has it?"
              .formatted(String.join(", ", missing.neverThere())));
    }
    sentences.addAll(notes.sentences(spec.target()));
    return sentences;
  }

  MissingFeatures missing() {
    return missing;
  }

  BadRows badRows() {
    return badRows;
  }

  private void take(Row row) {
    if (row.event() instanceof Decoded.Bad bad) {
      badRows.add(row.line(), bad.reason(), bad.message());
    } else if (row.event() instanceof Decoded.Good good) {
      missing.take(good.event());
      advanceTime(good.event(), row.line());
      Position position =
          new Position(effectiveTime, spec.events().topic(), 0, firstOffset + row.index());
      take(row, new Example(good.event(), text(good.event(), idField), 0, position));
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

  /** A row counts once: what is wrong with its event goes before what is wrong with its label. */
  private void take(Row row, Example event) {
    if (join.isPresent() && event.id().isEmpty()) {
      badRows.add(row.line(), Reason.MISSING_FIELD, "an event without an id cannot meet its label");
      return;
    }
    boolean isWelcome = arrives(row, event);
    TargetRule.Outcome label = label(row);
    if (label instanceof TargetRule.Known known) {
      completed(event, known.target()).ifPresent(example -> admit(row.line(), example));
    } else if (!isWelcome) {
      return;
    } else if (label instanceof TargetRule.Unusable unusable) {
      badRows.add(row.line(), unusable.reason(), unusable.message());
    } else {
      unlabeled++;
    }
  }

  private boolean arrives(Row row, Example event) {
    Optional<String> duplicate =
        join.flatMap(of -> of.event(event.id(), event.event(), event.position()));
    duplicate.ifPresent(message -> badRows.add(row.line(), Reason.DUPLICATE, message));
    return duplicate.isEmpty();
  }

  private TargetRule.Outcome label(Row row) {
    if (row.label().isEmpty()) {
      return new TargetRule.Absent();
    }
    if (row.label().get() instanceof Decoded.Bad bad) {
      return new TargetRule.Unusable(bad.reason(), bad.field(), bad.message());
    }
    Event label = ((Decoded.Good) row.label().get()).event();
    TargetRule.Outcome outcome = spec.target().apply(labels, label);
    if (outcome instanceof TargetRule.Known known) {
      notes.label(spec.target(), labels, label, known.target());
    }
    return outcome;
  }

  private Optional<Example> completed(Example event, float target) {
    return join.isPresent()
        ? join.get().label(event.id(), target, event.position())
        : Optional.of(new Example(event.event(), event.id(), target, event.position()));
  }

  private void admit(long line, Example example) {
    String key = text(example.event(), keyField);
    InMemorySeenIds ids = seen.getOrDefault(key, new InMemorySeenIds());
    Optional<Admission.Refusal> refusal =
        admission.refusal(example, learners.exists(key), learners.keys(), ids);
    if (refusal.isPresent()) {
      badRows.add(line, refusal.get().reason(), refusal.get().message());
    } else {
      seen.put(key, ids);
      use.take(key, example);
    }
  }

  private static String text(Event event, int field) {
    return field < 0 || event.isMissing(field) ? "" : event.text(field);
  }
}
