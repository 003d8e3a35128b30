package io.gradstream.learning.evaluate;

import io.gradstream.features.Decoded;
import io.gradstream.features.Event;
import io.gradstream.features.EventSchema;
import io.gradstream.learning.Example;
import io.gradstream.learning.InMemorySeenIds;
import io.gradstream.learning.SeenIds;
import io.gradstream.learning.spec.LabelsSpec;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.TargetRule;
import io.gradstream.schemas.DeadLetter.Reason;
import io.gradstream.schemas.Position;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/**
 * Prequential evaluation: a learner runs over a file whose labels are known at once. Rows are taken
 * in the file's order, at the effective time of a single partition; so the result is that of a
 * Flink job whose labels are inside the event. As there, examples that fill no mini-batch at the
 * end are neither scored nor learned; they are counted as unscored.
 */
public final class Evaluation {

  private final LearnerSpec spec;
  private final LongSupplier nanoClock;
  private final EventSchema events;
  private final EventSchema labels;
  private final int timeField; // -1: none
  private final int keyField; // -1: none
  private final int idField; // -1: none
  private final SeenIds seenIds;
  private final InMemorySeenIds seen = new InMemorySeenIds();
  private final BadRows badRows = new BadRows();
  private long rows;
  private long unlabeled;
  private long effectiveTime;

  private Evaluation(LearnerSpec spec, LongSupplier nanoClock) {
    this.spec = spec;
    this.nanoClock = nanoClock;
    events = spec.model().events();
    labels = spec.labels() instanceof LabelsSpec.OwnTopic topic ? topic.schema() : events;
    timeField = spec.events().time().map(events::indexOf).orElse(-1);
    keyField = spec.model().keyField().map(events::indexOf).orElse(-1);
    idField = spec.events().id().map(events::indexOf).orElse(-1);
    seenIds = new SeenIds(spec.labels().remembered());
  }

  /**
   * Runs a new learner over the first rows of a file.
   *
   * @param limit most rows read
   * @param nanoClock for the speed, for instance {@code System::nanoTime}
   * @throws DataFileException when the file lacks a column
   */
  public static EvaluationReport run(
      LearnerSpec spec, Path file, long limit, LongSupplier nanoClock) throws IOException {
    try (RowReader rows = RowReader.open(spec, file);
        KeyedLearners learners = new KeyedLearners(spec)) {
      return new Evaluation(spec, nanoClock).run(rows, limit, learners);
    }
  }

  private EvaluationReport run(RowReader file, long limit, KeyedLearners learners) {
    long start = nanoClock.getAsLong();
    while (rows < limit) {
      Row row = file.read();
      if (row == null) {
        break;
      }
      rows++;
      take(row, learners);
    }
    double seconds = (nanoClock.getAsLong() - start) / 1e9;
    return new EvaluationReport(
        spec.name(),
        rows,
        learners.gathered(),
        unlabeled,
        badRows.counts(),
        badRows.first(),
        learners.keys(),
        learners.scores().measures(),
        seconds);
  }

  private void take(Row row, KeyedLearners learners) {
    if (row.event() instanceof Decoded.Good good) {
      advanceTime(good.event());
    }
    if (row.event() instanceof Decoded.Bad bad) {
      badRows.add(row.line(), bad.reason(), bad.message());
    } else if (row.label().isEmpty()) {
      unlabeled++;
    } else if (row.label().get() instanceof Decoded.Bad bad) {
      badRows.add(row.line(), bad.reason(), bad.message());
    } else if (row.event() instanceof Decoded.Good event
        && row.label().get() instanceof Decoded.Good label) {
      label(row, event.event(), label.event(), learners);
    }
  }

  private void advanceTime(Event event) {
    if (timeField >= 0 && !event.isMissing(timeField)) {
      effectiveTime = Math.max(effectiveTime, event.time(timeField));
    }
  }

  private void label(Row row, Event event, Event label, KeyedLearners learners) {
    TargetRule.Outcome outcome = spec.target().apply(labels, label);
    if (outcome instanceof TargetRule.Known known) {
      learn(row, event, known.target(), learners);
    } else if (outcome instanceof TargetRule.Unusable unusable) {
      badRows.add(row.line(), unusable.reason(), unusable.message());
    } else {
      unlabeled++;
    }
  }

  private void learn(Row row, Event event, float target, KeyedLearners learners) {
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
    Position position = new Position(effectiveTime, spec.events().topic(), 0, row.index());
    learners.learn(key, new Example(event, id, target, position));
  }

  private static String text(Event event, int field) {
    return field < 0 || event.isMissing(field) ? "" : event.text(field);
  }
}
