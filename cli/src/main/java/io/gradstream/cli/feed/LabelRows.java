package io.gradstream.cli.feed;

import io.gradstream.cli.feed.FeedRecord.Kind;
import io.gradstream.features.event.Event;
import io.gradstream.features.event.RecordField;
import io.gradstream.learning.spec.LabelsSpec;
import io.gradstream.learning.spec.TargetRule;
import java.util.Optional;
import org.apache.commons.csv.CSVRecord;

/** The labels of a data file's rows. */
final class LabelRows {

  private final LabelsSpec.OwnTopic topic;
  private final TargetRule target;
  private final RowWriter rows;

  LabelRows(LabelsSpec.OwnTopic topic, TargetRule target) {
    this.topic = topic;
    this.target = target;
    this.rows = new RowWriter(topic.schema(), topic.format());
  }

  /** The row's label, empty when its cell is. */
  Optional<FeedRecord> read(CSVRecord row, long eventTime) {
    String cell = RowWriter.cell(row, target.field());
    if (cell == null || cell.isEmpty()) {
      return Optional.empty();
    }
    Event label = rows.read(row);
    long time = rows.time(label, topic.time(), eventTime);
    FeedRecord record = rows.record(Kind.LABEL, recordKey(label), row, label, time);
    return Optional.of(
        target.apply(topic.schema(), label) instanceof TargetRule.Known known
            ? record.saying(known.target())
            : record);
  }

  private String recordKey(Event label) {
    boolean own = topic.schema().indexOf(RecordField.KEY) >= 0;
    return rows.text(label, own ? RecordField.KEY : topic.id());
  }
}
