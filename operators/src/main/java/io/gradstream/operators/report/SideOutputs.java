package io.gradstream.operators.report;

import io.gradstream.operators.RecordTypes;
import io.gradstream.operators.record.GivenAnswer;
import io.gradstream.operators.record.Outcome;
import io.gradstream.operators.record.Reply;
import io.gradstream.schemas.DeadLetter;
import io.gradstream.schemas.MetricReport;
import io.gradstream.schemas.SnapshotMessage;
import org.apache.flink.util.OutputTag;

/** What operators emit beside their main output. */
public final class SideOutputs {

  public static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("dead-letters", RecordTypes.DEAD_LETTER);
  public static final OutputTag<MetricReport> METRICS =
      new OutputTag<>("metrics", RecordTypes.METRIC_REPORT);
  public static final OutputTag<SnapshotMessage> SNAPSHOTS =
      new OutputTag<>("snapshots", RecordTypes.SNAPSHOT_MESSAGE);

  /** Of the learner, and of what routes queries to it. */
  public static final OutputTag<Reply> REPLIES = new OutputTag<>("replies", RecordTypes.REPLY);

  /** Of the label join, for the judge of answers. */
  public static final OutputTag<Outcome> OUTCOMES =
      new OutputTag<>("outcomes", RecordTypes.OUTCOME);

  /** Of the learner, for the judge of answers. */
  public static final OutputTag<GivenAnswer> GIVEN_ANSWERS =
      new OutputTag<>("given-answers", RecordTypes.GIVEN_ANSWER);

  private SideOutputs() {}
}
