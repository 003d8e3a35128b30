package io.gradstream.operators.report;

import io.gradstream.operators.RecordTypes;
import io.gradstream.schemas.DeadLetter;
import io.gradstream.schemas.MetricReport;
import io.gradstream.schemas.SnapshotMessage;
import org.apache.flink.util.OutputTag;

/** What operators emit beside their main output. */
final class SideOutputs {

  static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("dead-letters", RecordTypes.DEAD_LETTER);
  static final OutputTag<MetricReport> METRICS =
      new OutputTag<>("metrics", RecordTypes.METRIC_REPORT);
  static final OutputTag<SnapshotMessage> SNAPSHOTS =
      new OutputTag<>("snapshots", RecordTypes.SNAPSHOT_MESSAGE);

  private SideOutputs() {}
}
