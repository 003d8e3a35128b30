package io.gradstream.operators.control;

import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.operators.StateNames;
import io.gradstream.operators.record.ControlAt;
import io.gradstream.operators.record.Count;
import io.gradstream.operators.record.PlacingState;
import io.gradstream.operators.record.WorkItem;
import io.gradstream.operators.report.JobMetric;
import io.gradstream.operators.report.LiveNumber;
import io.gradstream.operators.report.ReportingOperator;
import io.gradstream.schemas.CheckpointId;
import io.gradstream.schemas.PlacedCommand;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Gives commands their positions, in one subtask. Input 1 brings no records but the watermark of
 * all that is to be learned, input 2 the control topic. Both go on to every subtask of the learner,
 * in one order, and none learns further than the watermark that came this way: {@link Placing} says
 * why a command is then at the same place in every replay.
 *
 * <p>It is also where a run holds its learner: the log lets one run write at a time. One that has
 * been shut out ends here, and with it the watermark that all learning waits for.
 */
public final class PlacingOperator extends ReportingOperator<PlacedCommand>
    implements TwoInputStreamOperator<WorkItem, ControlAt, PlacedCommand> {

  private static final long serialVersionUID = 1;
  private static final long BEAT_MILLIS = 2000;

  private final Run run;
  private final RunLog.Factory logs;
  private final String snapshotFolder;

  private transient ListState<PlacingState> stored;
  private transient PlacingState from;
  private transient CheckpointId checkpoint;
  private transient RunLog log;
  private transient Placing placing;
  private transient OptionalLong next; // on the control topic
  private transient long latest; // position

  /**
   * @param snapshotFolder absolute; shared by all learners
   */
  public PlacingOperator(SpecBundle bundle, Run run, RunLog.Factory logs, String snapshotFolder) {
    super(bundle, "commands", EnumSet.of(Count.COMMANDS));
    this.run = run;
    this.logs = logs;
    this.snapshotFolder = snapshotFolder;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    stored = context.getOperatorStateStore().getListState(StateNames.PLACING);
    from = PlacingState.NONE;
    for (PlacingState restored : stored.get()) {
      from = restored;
    }
    checkpoint = new CheckpointId(from.run(), context.getRestoredCheckpointId().orElse(-1));
  }

  @Override
  public void open() throws Exception {
    super.open();
    boolean continues = from.run() >= 0 && run.continues(checkpoint);
    long branch = continues ? from.branch() : run.number();
    log = logs.create(spec().name());
    RunLog.Found found = log.open(run, checkpoint, branch, from.next());
    next = found.next(); // also where nothing has been read: a later run looks from here on
    OrderedModels models = new KeptModels(spec(), Path.of(snapshotFolder));
    placing = new Placing(log, models, branch, from.watermark(), found);
    from = new PlacingState(run.number(), branch, next, from.watermark());
    placing.found().forEach(this::emit);
    // All that was learned; the run has begun. The very first time of all is told to nobody.
    processWatermark(new Watermark(Math.max(from.watermark(), Long.MIN_VALUE + 1)));
    show(new LiveNumber(JobMetric.COMMAND_AT, () -> latest));
    every(BEAT_MILLIS, now -> placing.beat());
  }

  private void emit(PlacedCommand command) {
    latest = command.at();
    output.collect(new StreamRecord<>(command));
  }

  @Override
  public void processElement1(StreamRecord<WorkItem> element) {
    throw new IllegalStateException("only the watermark comes this way");
  }

  @Override
  public void processElement2(StreamRecord<ControlAt> element) throws Exception {
    placing
        .receive(element.getValue().record())
        .ifPresent(
            command -> {
              counts().add(Count.COMMANDS);
              emit(command);
            });
    next = OptionalLong.of(element.getValue().offset() + 1);
  }

  @Override
  public void processWatermark1(Watermark mark) throws Exception {
    placing.advance(mark.getTimestamp(), now());
    processWatermark(mark);
  }

  /** The control topic has no time. */
  @Override
  public void processWatermark2(Watermark mark) {}

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    stored.update(List.of(new PlacingState(from.run(), from.branch(), next, placing.watermark())));
  }

  @Override
  public void notifyCheckpointComplete(long completed) throws Exception {
    super.notifyCheckpointComplete(completed);
    log.completed(completed);
  }

  @Override
  public void close() throws Exception {
    if (log != null) {
      log.close();
    }
    super.close();
  }
}
