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
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A data file of any form that {@code evaluate} reads, twice in step: as the learner reads its
 * rows, and as its topics' schemas want them written.
 */
final class FeedRows implements AutoCloseable {

  private final EventSchema fields;
  private final RowReader read;
  private final RowReader written;

  private FeedRows(EventSchema fields, RowReader read, RowReader written) {
    this.fields = fields;
    this.read = read;
    this.written = written;
  }

  static FeedRows open(LearnerSpec spec, Path file) throws IOException {
    EventSchema fields = withKey(spec.model().events());
    EventSchema all = RecordFormat.of(spec.events().format(), spec.model().events()).schema();
    RowReader read = RowReader.open(reading(spec, fields, spec.labels()), file);
    try {
      return new FeedRows(
          fields, read, RowReader.open(reading(spec, all, written(spec.labels())), file));
    } catch (IOException | RuntimeException e) {
      read.close();
      throw e;
    }
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
    Row row = read.read();
    return row == null ? null : new FeedRow(row, written.read());
  }

  @Override
  public void close() throws IOException {
    read.close();
    written.close();
  }
}
