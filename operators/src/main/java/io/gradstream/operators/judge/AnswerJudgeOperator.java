package io.gradstream.operators.judge;

import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.operators.StateNames;
import io.gradstream.operators.record.Count;
import io.gradstream.operators.record.GivenAnswer;
import io.gradstream.operators.record.JudgedAnswer;
import io.gradstream.operators.record.Outcome;
import io.gradstream.operators.report.LiveNumber;
import io.gradstream.operators.report.ReportingOperator;
import java.util.EnumSet;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.runtime.state.internal.InternalValueState;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Brings each answer together with what turned out true of its event. Keyed by id; input 1 is the
 * answers, input 2 the outcomes that the label join knows of. Both wait in state under the event's
 * effective time, which tells an id's events apart: an answer as long as a label may come, an
 * outcome until the watermark has reached its own time and so every answer to its event is there.
 * What is judged is therefore the same for every order of arrival. Beyond {@code limits.waiting} of
 * them in one subtask nothing more waits, and that is counted.
 *
 * <p>This is how good the answers were as they were given, which the learner's own scores cannot
 * tell where labels come late: they are made when the label is there, in the order of labels, and
 * when a label comes may itself say what it is (a flight that lands late was late). An answer given
 * again after a recovery may be by a newer version; the first that state knows of counts.
 */
public final class AnswerJudgeOperator extends ReportingOperator<JudgedAnswer>
    implements TwoInputStreamOperator<GivenAnswer, Outcome, JudgedAnswer>,
        Triggerable<String, Long> {

  private static final long serialVersionUID = 1;

  private transient InternalValueState<String, Long, float[]> answers;
  private transient InternalValueState<String, Long, Float> targets;
  private transient InternalTimerService<Long> timers;
  private transient AnswersOfBefore before;
  private transient long wait; // milliseconds
  private transient long waiting; // answers and targets in state

  public AnswerJudgeOperator(SpecBundle bundle) {
    super(bundle, "judge", EnumSet.of(Count.JUDGED, Count.UNJUDGED));
  }

  @Override
  public void open() throws Exception {
    super.open();
    answers = byTime(StateNames.ANSWERS_BY_TIME);
    targets = byTime(StateNames.OUTCOMES_BY_TIME);
    timers =
        getInternalTimerService(StateNames.ANSWER_TIMERS_BY_TIME, LongSerializer.INSTANCE, this);
    before =
        new AnswersOfBefore(
            getPartitionedState(StateNames.ANSWER),
            getPartitionedState(StateNames.ANSWER_TARGET),
            getKeyedStateBackend());
    getInternalTimerService(StateNames.ANSWER_TIMERS, VoidNamespaceSerializer.INSTANCE, before);
    wait = spec().labels().remembered().toMillis();
    waiting = inState(StateNames.ANSWERS_BY_TIME) + inState(StateNames.OUTCOMES_BY_TIME);
    show(new LiveNumber("waiting", this::waiting));
  }

  @SuppressWarnings("unchecked") // the type that every backend's keyed state has, by contract
  private <T> InternalValueState<String, Long, T> byTime(ValueStateDescriptor<T> state)
      throws Exception {
    return (InternalValueState<String, Long, T>)
        this.<Long, ValueState<T>, T>getOrCreateKeyedState(LongSerializer.INSTANCE, state);
  }

  /** How many a checkpoint brought along. */
  private long inState(StateDescriptor<?, ?> state) {
    try (Stream<Tuple2<String, Long>> places =
        this.<String>getKeyedStateBackend().getKeysAndNamespaces(state.getName())) {
      return places.count();
    }
  }

  private long waiting() {
    return waiting + before.waiting();
  }

  @Override
  public void processElement1(StreamRecord<GivenAnswer> element) throws Exception {
    float[] output = element.getValue().said();
    Optional<Float> target = before.takeTarget();
    if (target.isPresent()) {
      judge(output, target.get());
      return;
    }
    long time = element.getTimestamp();
    answers.setCurrentNamespace(time);
    if (answers.value() == null && mayWait()) {
      answers.update(output);
      timers.registerEventTimeTimer(time, forgetAt(time));
    }
  }

  @Override
  public void processElement2(StreamRecord<Outcome> element) throws Exception {
    Outcome outcome = element.getValue();
    Optional<float[]> output = before.takeAnswer();
    if (output.isPresent()) {
      judge(output.get(), outcome.target());
      return;
    }
    if (mayWait()) {
      targets.setCurrentNamespace(outcome.time());
      targets.update(outcome.target());
      timers.registerEventTimeTimer(outcome.time(), element.getTimestamp());
    }
  }

  private boolean mayWait() {
    if (waiting() >= spec().limits().waiting()) {
      counts().add(Count.UNJUDGED);
      return false;
    }
    waiting++;
    return true;
  }

  /** A label that counts comes within the wait of its event. */
  private long forgetAt(long time) {
    return time + wait + 1;
  }

  /** An outcome's turn, or the end of an answer's wait. */
  @Override
  public void onEventTime(InternalTimer<String, Long> timer) throws Exception {
    long time = timer.getNamespace();
    Optional<Float> target = take(targets, time);
    Optional<float[]> output = take(answers, time);
    if (target.isPresent() && output.isPresent()) {
      timers.deleteEventTimeTimer(time, forgetAt(time));
      judge(output.get(), target.get());
    }
  }

  private <T> Optional<T> take(InternalValueState<String, Long, T> state, long time)
      throws Exception {
    state.setCurrentNamespace(time);
    Optional<T> value = Optional.ofNullable(state.value());
    if (value.isPresent()) {
      state.clear();
      waiting--;
    }
    return value;
  }

  private void judge(float[] output, float target) {
    counts().add(Count.JUDGED);
    this.output.collect(new StreamRecord<>(new JudgedAnswer(output, target)));
  }

  @Override
  public void onProcessingTime(InternalTimer<String, Long> timer) {
    throw new IllegalStateException("answers are judged by event time only");
  }
}
