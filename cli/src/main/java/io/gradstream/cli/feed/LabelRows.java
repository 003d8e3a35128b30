package io.gradstream.cli.feed;

import io.gradstream.cli.feed.FeedRecord.Kind;
import io.gradstream.features.event.Event;
import io.gradstream.features.event.RecordField;
import io.gradstream.learning.spec.LabelsSpec;
import io.gradstream.learning.spec.TargetRule;
import java.util.Optional;

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

  /**
   * The row's label, empty when it has none.
   *
   * @throws BadRowException when it cannot be written
   */
  Optional<FeedRecord> read(FeedRow row, long eventTime) {
    if (row.label().isEmpty()) {
      return Optional.empty();
    }
    Event label = RowWriter.good(row.read().label().get());
    long time = rows.time(label, topic.time(), eventTime);
    FeedRecord record = rows.record(Kind.LABEL, recordKey(label), row.label().get(), label, time);
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
