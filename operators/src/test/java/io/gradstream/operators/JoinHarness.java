package io.gradstream.operators;

import io.gradstream.learning.join.Arrived;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.operators.record.WorkItem;
import io.gradstream.operators.report.SideOutputs;
import io.gradstream.operators.route.LabelJoinOperator;
import io.gradstream.schemas.DeadLetter;
import io.gradstream.schemas.MetricReport;
import java.util.List;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** One subtask of the label join, in Flink's operator harness. */
public final class JoinHarness
    extends KeyedOneInputStreamOperatorTestHarness<String, Arrived, WorkItem> {

  private JoinHarness(SpecBundle spec) throws Exception {
    super(new LabelJoinOperator(spec), Arrived::id, Types.STRING, StateNames.MAX_PARALLELISM, 1, 0);
    setup(new CodecSerializer<>(RecordKind.WORK_ITEM));
  }

  public static JoinHarness open(SpecBundle spec, OperatorSubtaskState state) throws Exception {
    JoinHarness started = new JoinHarness(spec);
    if (state == null) {
      started.initializeEmptyState();
    } else {
      started.initializeState(state);
    }
    started.open();
    return started;
  }

  public void arrive(Arrived record) throws Exception {
    processElement(new StreamRecord<>(record));
  }

  public void watermark(long time) throws Exception {
    processWatermark(new Watermark(time));
  }

  /** Takes the lessons that have come out. */
  public List<WorkItem> take() {
    List<WorkItem> lessons = extractOutputValues();
    getOutput().clear();
    return lessons;
  }

  public List<DeadLetter> deadLetters() {
    return side(SideOutputs.DEAD_LETTERS);
  }

  public List<MetricReport> metrics() {
    return side(SideOutputs.METRICS);
  }

  private <T> List<T> side(OutputTag<T> tag) {
    Queue<StreamRecord<T>> records = getSideOutput(tag);
    return records == null ? List.of() : records.stream().map(StreamRecord::getValue).toList();
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
