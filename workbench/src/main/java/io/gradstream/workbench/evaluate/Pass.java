package io.gradstream.workbench.evaluate;

import io.gradstream.features.event.Decoded;
import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventSchema;
import io.gradstream.learning.Admission;
import io.gradstream.learning.Example;
import io.gradstream.learning.spec.LabelsSpec;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.TargetRule;
import io.gradstream.schemas.DeadLetter.Reason;
import io.gradstream.schemas.Position;
import io.gradstream.workbench.table.DataFileException;
import io.gradstream.workbench.table.InputFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

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
  private final long firstOffset;
  private final Use use;
  private final EventSchema events;
  private final EventSchema labels;
  private final UnaryOperator<Decoded> leftOut;
  private final int timeField; // -1: none
  private final Optional<RowJoin> join; // of labels that have a topic of their own
  private final Intake intake;
  private long rows;
  private long effectiveTime;
  private List<String> notes = List.of();

  /**
   * @param firstOffset of the first row: passes follow one another in the order of learning
   */
  Pass(LearnerSpec spec, KeyedLearners learners, long firstOffset, Use use) {
    this.spec = spec;
    this.firstOffset = firstOffset;
    this.use = use;
    events = spec.model().events();
    Optional<LabelsSpec.OwnTopic> ownTopic =
        spec.labels() instanceof LabelsSpec.OwnTopic own ? Optional.of(own) : Optional.empty();
    leftOut = spec.events().without().reading(events);
    labels = ownTopic.map(LabelsSpec.OwnTopic::schema).orElse(events);
    join = ownTopic.map(RowJoin::new);
    timeField = spec.events().time().map(events::indexOf).orElse(-1);
    intake = new Intake(spec, learners);
  }

  /**
   * Reads a file.
   *
   * @param limit most rows read
   * @throws DataFileException when the file lacks a column or is torn
   */
  Pass over(InputFile file, long limit) throws IOException {
    try (RowReader reader = RowReader.open(spec, file)) {
      while (rows < limit) {
        Row row = reader.read();
        if (row == null) {
          break;
        }
        rows++;
        take(row);
      }
      notes = reader.notes();
    }
    return this;
  }

  /** What is worth telling, a sentence each. */
  List<String> sentences() {
    List<String> sentences = new ArrayList<>(notes);
    sentences.addAll(intake.sentences("row", "file"));
    return sentences;
  }

  long rows() {
    return rows;
  }

  Intake intake() {
    return intake;
  }

  private void take(Row row) {
    Decoded event = leftOut.apply(row.event());
    if (event instanceof Decoded.Bad bad) {
      bad(row, bad.reason(), bad.message());
    } else if (event instanceof Decoded.Good good) {
      intake.event(BadRows.line(row.line()), good);
      advanceTime(good.event(), row.line());
      Position position =
          new Position(effectiveTime, spec.events().topic(), 0, firstOffset + row.index());
      take(row, new Example(good.event(), intake.id(good.event()), 0, position));
    } else {
      intake.nothing();
    }
  }

  private void advanceTime(Event event, long line) {
    if (timeField >= 0 && !event.isMissing(timeField)) {
      if (event.time(timeField) < effectiveTime) {
        intake.notes().timeWentBack(line);
      }
      effectiveTime = Math.max(effectiveTime, event.time(timeField));
    }
  }

  /** A row counts once: what is wrong with its event goes before what is wrong with its label. */
  private void take(Row row, Example event) {
    if (join.isPresent() && event.id().isEmpty()) {
      bad(row, Reason.MISSING_FIELD, "an event without an id cannot meet its label");
      return;
    }
    boolean isWelcome = arrives(row, event);
    TargetRule.Outcome label = label(row);
    if (label instanceof TargetRule.Known known) {
      completed(event, known).ifPresent(example -> admit(row, example));
    } else if (!isWelcome) {
      return;
    } else if (label instanceof TargetRule.Unusable unusable) {
      bad(row, unusable.reason(), unusable.message());
    } else {
      intake.unlabeled();
    }
  }

  private boolean arrives(Row row, Example event) {
    Optional<String> duplicate =
        join.flatMap(of -> of.event(event.id(), event.event(), event.position()));
    duplicate.ifPresent(message -> bad(row, Reason.DUPLICATE, message));
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
    intake.label(label);
    TargetRule.Outcome outcome = spec.target().apply(labels, label);
    if (outcome instanceof TargetRule.Known known) {
      intake.notes().label(spec.target(), labels, label, known.target());
    }
    return outcome;
  }

  private Optional<Example> completed(Example event, TargetRule.Known label) {
    return join.isPresent()
        ? join.get().label(event.id(), label, event.position())
        : Optional.of(
            new Example(
                event.event(), event.id(), label.target(), label.className(), event.position()));
  }

  private void admit(Row row, Example example) {
    String key = intake.key(example.event());
    Optional<Admission.Refusal> refusal = intake.refusal(key, example);
    if (refusal.isPresent()) {
      bad(row, refusal.get().reason(), refusal.get().message());
    } else {
      use.take(key, example);
    }
  }

  /** An example that was taken could not be learned when its turn had come. */
  void refused(Example example, Admission.Refusal refusal) {
    long row = example.position().offset() - firstOffset + 1;
    intake.bad("row " + row, refusal.reason(), refusal.message());
  }

  private void bad(Row row, Reason reason, String message) {
    intake.bad(BadRows.line(row.line()), reason, message);
  }
}
