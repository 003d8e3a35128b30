package io.gradstream.cli.feed;

import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldType;
import io.gradstream.features.event.RecordField;
import io.gradstream.learning.spec.LabelsSpec;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.model.ModelSpec;
import io.gradstream.workbench.evaluate.Row;
import io.gradstream.workbench.evaluate.RowReader;
import io.gradstream.workbench.table.InputFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A data file of any form that {@code evaluate} reads, each row in two ways: as the learner reads
 * it, and as its topics' schemas want it written.
 */
final class FeedRows implements AutoCloseable {

  private final EventSchema fields;
  private final RowReader rows;

  private FeedRows(EventSchema fields, RowReader rows) {
    this.fields = fields;
    this.rows = rows;
  }

  static FeedRows open(LearnerSpec spec, InputFile file) throws IOException {
    EventSchema fields = withKey(spec.model().events());
    EventSchema all = RecordFormat.of(spec.events().format(), spec.model().events()).schema();
    LearnerSpec read = reading(spec, fields, spec.labels());
    LearnerSpec written = reading(spec, all, written(spec.labels()));
    return new FeedRows(fields, RowReader.open(List.of(read, written), file));
  }

  /** A file may say its records' keys, whether or not the learner reads them. */
  private static EventSchema withKey(EventSchema events) {
    if (events.indexOf(RecordField.KEY) >= 0) {
      return events;
    }
    List<EventField> fields = new ArrayList<>(events.fields());
    fields.add(new EventField(RecordField.KEY, FieldType.TEXT, false));
    return new EventSchema(fields, events.zone());
  }

  /** The learner, were it to read those fields. */
  private static LearnerSpec reading(LearnerSpec spec, EventSchema events, LabelsSpec labels) {
    ModelSpec of = spec.model();
    ModelSpec model =
        new ModelSpec(
            of.learner(),
            of.seed(),
            events,
            of.keyField(),
            List.of(),
            of.target(),
            of.layers(),
            of.pool());
    return new LearnerSpec(
        model,
        spec.events(),
        labels,
        spec.target(),
        spec.learn(),
        spec.publish(),
        spec.limits(),
        spec.source());
  }

  private static LabelsSpec written(LabelsSpec labels) {
    return labels instanceof LabelsSpec.OwnTopic own
        ? new LabelsSpec.OwnTopic(
            own.topic(),
            own.format(),
            RecordFormat.of(own.format(), own.schema()).schema(),
            own.id(),
            own.time(),
            own.within(),
            own.settle(),
            own.otherwise())
        : labels;
  }

  /** The fields of an event as the learner reads it, and its record's key behind them. */
  EventSchema fields() {
    return fields;
  }

  /** The next row, or null after the last. */
  FeedRow next() {
    List<Row> row = rows.readEach();
    return row.isEmpty() ? null : new FeedRow(row.get(0), row.get(1));
  }

  /** What is worth telling of how the rows so far were read, a sentence each. */
  List<String> notes() {
    return rows.notes();
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
