package io.gradstream.operators;

import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.operators.record.SourceRecord;
import io.gradstream.operators.record.SourceRecord.Usable;
import io.gradstream.operators.source.EffectiveTimeOperator;
import io.gradstream.operators.source.TopicLogs;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/** One subtask of the effective times, in Flink's operator harness. */
public final class SourceHarness extends OneInputStreamOperatorTestHarness<SourceRecord, Usable> {

  private SourceHarness(EffectiveTimeOperator operator, int parallelism, int subtask)
      throws Exception {
    super(operator, StateNames.MAX_PARALLELISM, parallelism, subtask);
    setup(new CodecSerializer<>(RecordKind.SOURCE_RECORD));
  }

  static SourceHarness events(SpecBundle spec, OperatorSubtaskState state) throws Exception {
    return events(spec, 1, 0, state);
  }

  public static SourceHarness events(
      SpecBundle spec, int parallelism, int subtask, OperatorSubtaskState state) throws Exception {
    return start(
        new SourceHarness(
            EffectiveTimeOperator.ofEvents(spec, TopicLogs.NONE), parallelism, subtask),
        state);
  }

  /** One that may ask what the logs of its topics are like. */
  public static SourceHarness events(SpecBundle spec, TopicLogs logs, OperatorSubtaskState state)
      throws Exception {
    return start(new SourceHarness(EffectiveTimeOperator.ofEvents(spec, logs), 1, 0), state);
  }

  static SourceHarness labels(SpecBundle spec, OperatorSubtaskState state) throws Exception {
    return start(
        new SourceHarness(EffectiveTimeOperator.ofLabels(spec, TopicLogs.NONE), 1, 0), state);
  }

  private static SourceHarness start(SourceHarness started, OperatorSubtaskState state)
      throws Exception {
    if (state == null) {
      started.initializeEmptyState();
    } else {
      started.initializeState(state);
    }
    started.open();
    return started;
  }

  public void read(SourceRecord record) throws Exception {
    processElement(new StreamRecord<>(record));
  }

  /** What a checkpoint keeps, with all that comes before its barrier. */
  public OperatorSubtaskState checkpoint() throws Exception {
    prepareSnapshotPreBarrier(1);
    return snapshot(1, 1);
  }

  /** Takes what has come out. */
  List<Usable> take() {
    List<Usable> records = extractOutputValues();
    getOutput().clear();
    return records;
  }

  @Override
  public void close() {
    try {
      super.close();
    } catch (Exception e) {
      throw new IllegalStateException("the operator does not close", e);
    }
  }
}
