package io.gradstream.cli.feed;

import io.gradstream.cli.feed.FeedRecord.Kind;
import io.gradstream.features.event.Event;
import io.gradstream.features.event.RecordField;
import io.gradstream.learning.spec.LabelsSpec;
import java.util.Optional;
import org.apache.commons.csv.CSVRecord;

/** The labels of a data file's rows. */
final class LabelRows {

  private final LabelsSpec.OwnTopic topic;
  private final String labelField;
  private final RowWriter rows;

  LabelRows(LabelsSpec.OwnTopic topic, String labelField) {
    this.topic = topic;
    this.labelField = labelField;
    this.rows = new RowWriter(topic.schema(), topic.format());
  }

  /** The row's label, empty when its cell is. */
  Optional<FeedRecord> read(CSVRecord row, long eventTime) {
    String cell = RowWriter.cell(row, labelField);
    if (cell == null || cell.isEmpty()) {
      return Optional.empty();
    }
    Event label = rows.read(row);
    long time = rows.time(label, topic.time(), eventTime);
    return Optional.of(rows.record(Kind.LABEL, recordKey(label), row, label, time));
  }

  private String recordKey(Event label) {
    boolean own = topic.schema().indexOf(RecordField.KEY) >= 0;
    return rows.text(label, own ? RecordField.KEY : topic.id());
  }
}
