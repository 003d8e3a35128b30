package io.gradstream.operators;

import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.operators.WorkItem.Learn;
import io.gradstream.schemas.Prediction;
import java.util.EnumSet;
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
 * answers, input 2 the examples of the label join. Whichever comes first waits.
 *
 * <p>This is how good the answers were as they were given, which the learner's own scores cannot
 * tell where labels come late: they are made when the label is there, in the order of labels, and
 * when a label comes may itself say what it is (a flight that lands late was late). An answer given
 * again after a recovery may be by a newer version; the first that state knows of counts.
 */
final class AnswerJudgeOperator extends ReportingOperator<JudgedAnswer>
    implements TwoInputStreamOperator<Prediction, WorkItem, JudgedAnswer>,
        Triggerable<String, VoidNamespace> {

  private static final long serialVersionUID = 1;

  private transient ValueState<float[]> answers;
  private transient ValueState<Float> targets;
  private transient InternalTimerService<VoidNamespace> timers;
  private transient long wait; // milliseconds

  AnswerJudgeOperator(SpecBundle bundle) {
    super(bundle, "judge", EnumSet.noneOf(Count.class));
  }

  @Override
  public void open() throws Exception {
    super.open();
    answers = getPartitionedState(StateNames.ANSWER);
    targets = getPartitionedState(StateNames.ANSWER_TARGET);
    timers =
        getInternalTimerService(StateNames.ANSWER_TIMERS, VoidNamespaceSerializer.INSTANCE, this);
    wait = spec().labels().remembered().toMillis();
  }

  @Override
  public void processElement1(StreamRecord<Prediction> element) throws Exception {
    float[] output = element.getValue().output();
    Float target = targets.value();
    if (target != null) {
      targets.clear();
      judge(output, target);
    } else if (answers.value() == null) {
      answers.update(output);
      forgetAfter(element.getTimestamp());
    }
  }

  @Override
  public void processElement2(StreamRecord<WorkItem> element) throws Exception {
    Learn lesson = (Learn) element.getValue();
    float[] output = answers.value();
    if (output != null) {
      answers.clear();
      judge(output, lesson.example().target());
    } else {
      targets.update(lesson.example().target());
      forgetAfter(lesson.position().time());
    }
  }

  private void judge(float[] output, float target) {
    this.output.collect(new StreamRecord<>(new JudgedAnswer(output, target)));
  }

  /** A label that counts comes within the wait of its event. */
  private void forgetAfter(long time) {
    timers.registerEventTimeTimer(VoidNamespace.INSTANCE, time + wait + 1);
  }

  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) {
    answers.clear();
    targets.clear();
  }

  @Override
  public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
    throw new IllegalStateException("answers are judged by event time only");
  }
}
