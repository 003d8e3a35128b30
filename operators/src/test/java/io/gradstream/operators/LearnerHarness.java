package io.gradstream.operators;

import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.operators.control.Run;
import io.gradstream.operators.control.RunLog;
import io.gradstream.operators.learn.LearnerOperator;
import io.gradstream.operators.learn.PipelineOptions;
import io.gradstream.operators.record.Reply;
import io.gradstream.operators.record.WorkItem;
import io.gradstream.operators.report.SideOutputs;
import io.gradstream.schemas.CheckpointId;
import io.gradstream.schemas.ControlCommand;
import io.gradstream.schemas.DeadLetter;
import io.gradstream.schemas.MetricReport;
import io.gradstream.schemas.PlacedCommand;
import io.gradstream.schemas.Prediction;
import io.gradstream.schemas.SnapshotMessage;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** One subtask of the learner, in Flink's operator harness. */
public final class LearnerHarness implements AutoCloseable {

  public static final long GENERATION = 3;

  private static final Run FIRST = Run.first(GENERATION);

  private final LearnerOperator operator;
  private final KeyedTwoInputStreamOperatorTestHarness<String, WorkItem, PlacedCommand, Prediction>
      harness;
  private long checkpoints;
  private long watermark = Long.MIN_VALUE;

  private LearnerHarness(
      SpecBundle spec, PipelineOptions options, StateBackend backend, int parallelism, int at)
      throws Exception {
    operator = new LearnerOperator(spec, options);
    harness =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            operator,
            WorkItem::key,
            null,
            Types.STRING,
            StateNames.MAX_PARALLELISM,
            parallelism,
            at);
    harness.setStateBackend(backend);
    harness.setup(new CodecSerializer<>(RecordKind.PREDICTION));
  }

  private static PipelineOptions options(Path folder, Run run, boolean warmStart) {
    return new PipelineOptions(
        run, RunLog.NONE, false, folder.toString(), 2, PipelineOptions.NOTHING_BEFORE, warmStart);
  }

  public static LearnerHarness fresh(SpecBundle spec, Path folder) throws Exception {
    return restored(spec, folder, null);
  }

  public static LearnerHarness restored(SpecBundle spec, Path folder, OperatorSubtaskState state)
      throws Exception {
    return restored(spec, folder, new HashMapStateBackend(), state);
  }

  public static LearnerHarness restored(
      SpecBundle spec, Path folder, StateBackend backend, OperatorSubtaskState state)
      throws Exception {
    return start(new LearnerHarness(spec, options(folder, FIRST, false), backend, 1, 0), state);
  }

  /** One that learns again what another has learned up to a time. */
  public static LearnerHarness catchingUp(
      SpecBundle spec, Path folder, long until, OperatorSubtaskState state) throws Exception {
    PipelineOptions options =
        new PipelineOptions(FIRST, RunLog.NONE, false, folder.toString(), 2, until, false);
    return start(new LearnerHarness(spec, options, new HashMapStateBackend(), 1, 0), state);
  }

  /** A redeploy from the newest state there is. */
  public static LearnerHarness redeployed(
      SpecBundle spec, Path folder, long run, OperatorSubtaskState state) throws Exception {
    return redeployed(
        spec, folder, new Run(run, GENERATION, new CheckpointId(GENERATION, -1)), state);
  }

  /** A redeploy from whatever state. */
  public static LearnerHarness redeployed(
      SpecBundle spec, Path folder, Run run, OperatorSubtaskState state) throws Exception {
    return start(
        new LearnerHarness(spec, options(folder, run, false), new HashMapStateBackend(), 1, 0),
        state);
  }

  /** A redeploy that is content with what fits. */
  static LearnerHarness warmStarted(
      SpecBundle spec, Path folder, StateBackend backend, OperatorSubtaskState state)
      throws Exception {
    return start(new LearnerHarness(spec, options(folder, FIRST, true), backend, 1, 0), state);
  }

  /** One of several subtasks; the state is the whole job's, of so many subtasks. */
  public static LearnerHarness subtask(
      SpecBundle spec, Path folder, int at, int parallelism, OperatorSubtaskState job, int before)
      throws Exception {
    OperatorSubtaskState own =
        job == null
            ? null
            : AbstractStreamOperatorTestHarness.repartitionOperatorState(
                job, StateNames.MAX_PARALLELISM, before, parallelism, at);
    return start(
        new LearnerHarness(
            spec, options(folder, FIRST, false), new HashMapStateBackend(), parallelism, at),
        own);
  }

  private static LearnerHarness start(LearnerHarness started, OperatorSubtaskState state)
      throws Exception {
    try {
      if (state == null) {
        started.harness.initializeEmptyState();
      } else {
        started.harness.initializeState(state);
      }
      started.harness.open();
      started.harness.processWatermark2(new Watermark(Long.MIN_VALUE)); // the run has begun
      return started;
    } catch (Exception refused) {
      started.operator.close(); // the harness cannot end what has not begun
      throw refused;
    }
  }

  public void process(WorkItem item) throws Exception {
    harness.processElement1(new StreamRecord<>(item));
  }

  public void process(Collection<? extends WorkItem> items) throws Exception {
    for (WorkItem item : items) {
      process(item);
    }
  }

  /** A command for all that is learned from now on. */
  void command(ControlCommand command) throws Exception {
    command(command, watermark + 1, 0);
  }

  void command(ControlCommand command, long at, long branch) throws Exception {
    harness.processElement2(new StreamRecord<>(new PlacedCommand(command, at, branch)));
  }

  /** Of what is learned and of the commands. */
  public void watermark(long time) throws Exception {
    commandsWatermark(time);
    lessonsWatermark(time);
  }

  void lessonsWatermark(long time) throws Exception {
    harness.processWatermark1(new Watermark(time));
  }

  void commandsWatermark(long time) throws Exception {
    watermark = Math.max(watermark, time);
    harness.processWatermark2(new Watermark(time));
  }

  public void clock(long millis) throws Exception {
    harness.setProcessingTime(millis);
  }

  public void endOfInput() throws Exception {
    harness.endInput1();
    harness.endInput2();
  }

  /** A checkpoint that nobody has heard the end of yet. */
  public OperatorSubtaskState snapshot() throws Exception {
    checkpoints++;
    harness.prepareSnapshotPreBarrier(checkpoints);
    return harness.snapshot(checkpoints, checkpoints);
  }

  /** A savepoint in Flink's canonical format. */
  OperatorSubtaskState savepoint() throws Exception {
    harness.prepareSnapshotPreBarrier(checkpoints + 1);
    return GoldenState.savepoint(harness);
  }

  public List<Prediction> predictions() {
    return harness.extractOutputValues();
  }

  public List<DeadLetter> deadLetters() {
    return side(SideOutputs.DEAD_LETTERS);
  }

  public List<Reply> replies() {
    return side(SideOutputs.REPLIES);
  }

  public List<SnapshotMessage> snapshots() {
    return side(SideOutputs.SNAPSHOTS);
  }

  public List<MetricReport> metrics() {
    return side(SideOutputs.METRICS);
  }

  private <T> List<T> side(OutputTag<T> tag) {
    Queue<StreamRecord<T>> records = harness.getSideOutput(tag);
    return records == null ? List.of() : records.stream().map(StreamRecord::getValue).toList();
  }

  /** Everything in keyed state, written out; residents are written to it first. */
  public Map<String, String> state() throws Exception {
    harness.prepareSnapshotPreBarrier(checkpoints);
    return StateDump.of(operator);
  }

  @Override
  public void close() {
    try {
      harness.close();
    } catch (Exception e) {
      throw new IllegalStateException("the operator does not close", e);
    }
  }
}
