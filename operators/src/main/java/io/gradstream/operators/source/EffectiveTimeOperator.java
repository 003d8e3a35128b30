package io.gradstream.operators.source;

import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.operators.StateNames;
import io.gradstream.operators.record.Count;
import io.gradstream.operators.record.PartitionTime;
import io.gradstream.operators.record.SourceRecord;
import io.gradstream.operators.record.SourceRecord.Unusable;
import io.gradstream.operators.record.SourceRecord.Usable;
import io.gradstream.operators.report.ReportingOperator;
import io.gradstream.schemas.Position;
import java.util.EnumSet;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Gives each record its effective time, right behind its source: the largest event time of its
 * partition so far, its own included. Unusable records leave here, as dead letters; time marks have
 * moved time on and go no further.
 *
 * <p><b>Why nothing is ever late.</b> The source sends a watermark per partition, the largest event
 * time of that partition minus one, and combines them by their minimum. A record of partition
 * <em>p</em> has an effective time of at least the largest event time <em>M(p)</em> before it; the
 * watermark in front of it is at most <em>M(p) - 1</em>. So every record is ahead of every
 * watermark sent before it, however late its own event time is.
 *
 * <p><b>Nor after a restore.</b> Flink restores no watermarks: the source's start anew, lower. The
 * effective times <em>M(p)</em> are restored from our state, so they are at least those of the
 * checkpoint, and whatever was learned before it had an effective time of at most the watermark
 * then, hence below every <em>M(p)</em>. Records after the restore are ahead of both. It makes no
 * difference which subtask reads a partition now: the state goes to all, and the largest counts. A
 * partition that is new since the checkpoint begins right behind the watermark sent so far; how far
 * that is, is up to the wall clock, so its very first records are outside the promise of equal bits
 * until the next checkpoint. Partitions are looked for only when the job starts, never while it
 * runs.
 *
 * <p>Idleness detection breaks the first argument (a partition left out of the minimum may come
 * back behind it), which is why it is off by default. Such a record is learned all the same, at the
 * next watermark, but in an order that a replay may not repeat.
 */
public final class EffectiveTimeOperator extends ReportingOperator<Usable>
    implements OneInputStreamOperator<SourceRecord, Usable> {

  /** A record this much behind its partition is worth telling. */
  static final long FAR_BEHIND_MILLIS = 60 * 60 * 1000;

  private static final long serialVersionUID = 1;

  private final Count read;
  private final Count behind;

  private transient PartitionTimes times;
  private transient ListState<PartitionTime> timesState;

  private EffectiveTimeOperator(
      SpecBundle bundle, String role, Count read, Count dead, Count behind) {
    super(bundle, role, EnumSet.of(read, dead, behind));
    this.read = read;
    this.behind = behind;
  }

  public static EffectiveTimeOperator ofEvents(SpecBundle bundle) {
    return new EffectiveTimeOperator(
        bundle, "events", Count.EVENTS_READ, Count.EVENTS_DEAD, Count.EVENTS_BEHIND);
  }

  public static EffectiveTimeOperator ofLabels(SpecBundle bundle) {
    return new EffectiveTimeOperator(
        bundle, "labels", Count.LABELS_READ, Count.LABELS_DEAD, Count.LABELS_BEHIND);
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    times = new PartitionTimes();
    timesState = context.getOperatorStateStore().getUnionListState(StateNames.PARTITION_TIMES);
    if (context.isRestored()) {
      times.restore(timesState.get());
    }
  }

  @Override
  public void processElement(StreamRecord<SourceRecord> element) {
    SourceRecord record = element.getValue();
    Position position = record.position();
    if (record instanceof Unusable unusable) {
      counts().add(read);
      dead(atReached(unusable).letter());
      return;
    }
    long effective = times.advance(position.topic(), position.partition(), position.time());
    if (record instanceof Usable usable) {
      counts().add(read);
      if (effective - position.time() > FAR_BEHIND_MILLIS) {
        counts().add(behind);
      }
      output.collect(element.replace(usable.at(effective), effective));
    }
  }

  private Unusable atReached(Unusable unusable) {
    Position position = unusable.position();
    long reached = times.reached(position.topic(), position.partition());
    return reached == PartitionTimes.NEVER ? unusable : unusable.at(reached);
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    times.watermark(mark.getTimestamp());
    super.processWatermark(mark);
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    timesState.update(times.times());
  }
}
