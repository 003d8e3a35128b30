package io.gradstream.operators.judge;

import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.operators.StateNames;
import io.gradstream.operators.record.Count;
import io.gradstream.operators.record.JudgedAnswer;
import io.gradstream.operators.record.WorkItem;
import io.gradstream.operators.record.WorkItem.Learn;
import io.gradstream.operators.report.LiveNumber;
import io.gradstream.operators.report.ReportingOperator;
import io.gradstream.schemas.Prediction;
import java.util.EnumSet;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Brings each answer together with the label that comes for it later. Keyed by id; input 1 is the
 * answers, input 2 the examples of the label join. Whichever comes first waits, as long as a label
 * may come; beyond {@code limits.waiting} of them in one subtask it does not, and is counted.
 *
 * <p>This is how good the answers were as they were given, which the learner's own scores cannot
 * tell where labels come late: they are made when the label is there, in the order of labels, and
 * when a label comes may itself say what it is (a flight that lands late was late). An answer given
 * again after a recovery may be by a newer version; the first that state knows of counts.
 */
public final class AnswerJudgeOperator extends ReportingOperator<JudgedAnswer>
    implements TwoInputStreamOperator<Prediction, WorkItem, JudgedAnswer>,
        Triggerable<String, VoidNamespace> {

  private static final long serialVersionUID = 1;

  private transient ValueState<float[]> answers;
  private transient ValueState<Float> targets;
  private transient InternalTimerService<VoidNamespace> timers;
  private transient long wait; // milliseconds
  private transient long waiting; // answers and targets in state

  public AnswerJudgeOperator(SpecBundle bundle) {
    super(bundle, "judge", EnumSet.of(Count.JUDGED, Count.UNJUDGED));
  }

  @Override
  public void open() throws Exception {
    super.open();
    answers = getPartitionedState(StateNames.ANSWER);
    targets = getPartitionedState(StateNames.ANSWER_TARGET);
    timers =
        getInternalTimerService(StateNames.ANSWER_TIMERS, VoidNamespaceSerializer.INSTANCE, this);
    wait = spec().labels().remembered().toMillis();
    waiting = inState(StateNames.ANSWER) + inState(StateNames.ANSWER_TARGET);
    show(new LiveNumber("waiting", () -> waiting));
  }

  /** How many a checkpoint brought along. */
  private long inState(StateDescriptor<?, ?> state) {
    try (Stream<String> ids =
        this.<String>getKeyedStateBackend().getKeys(state.getName(), VoidNamespace.INSTANCE)) {
      return ids.count();
    }
  }

  @Override
  public void processElement1(StreamRecord<Prediction> element) throws Exception {
    float[] output = element.getValue().output();
    Float target = targets.value();
    if (target != null) {
      targets.clear();
      waiting--;
      judge(output, target);
    } else if (answers.value() == null && mayWait(element.getTimestamp())) {
      answers.update(output);
    }
  }

  @Override
  public void processElement2(StreamRecord<WorkItem> element) throws Exception {
    Learn lesson = (Learn) element.getValue();
    float[] output = answers.value();
    if (output != null) {
      answers.clear();
      waiting--;
      judge(output, lesson.example().target());
    } else if (targets.value() == null && mayWait(lesson.position().time())) {
      targets.update(lesson.example().target());
    }
  }

  private void judge(float[] output, float target) {
    counts().add(Count.JUDGED);
    this.output.collect(new StreamRecord<>(new JudgedAnswer(output, target)));
  }

  /** A label that counts comes within the wait of its event. */
  private boolean mayWait(long time) {
    if (waiting >= spec().limits().waiting()) {
      counts().add(Count.UNJUDGED);
      return false;
    }
    waiting++;
    timers.registerEventTimeTimer(VoidNamespace.INSTANCE, time + wait + 1);
    return true;
  }

  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    waiting -= (answers.value() == null ? 0 : 1) + (targets.value() == null ? 0 : 1);
    answers.clear();
    targets.clear();
  }

  @Override
  public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
    throw new IllegalStateException("answers are judged by event time only");
  }
}
