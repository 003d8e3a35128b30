package io.gradstream.operators.judge;

import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.operators.StateNames;
import io.gradstream.operators.record.Count;
import io.gradstream.operators.record.GivenAnswer;
import io.gradstream.operators.record.JudgedAnswer;
import io.gradstream.operators.record.Outcome;
import io.gradstream.operators.report.JobMetric;
import io.gradstream.operators.report.LiveNumber;
import io.gradstream.operators.report.ReportingOperator;
import java.util.EnumSet;
import java.util.Optional;
import java.util.function.Function;
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

  private transient ByTime<double[], float[]> answers;
  private transient ByTime<Double, Float> targets;
  private transient InternalTimerService<Long> timers;
  private transient AnswersOfBefore before;
  private transient long wait; // milliseconds

  public AnswerJudgeOperator(SpecBundle bundle) {
    super(bundle, "judge", EnumSet.of(Count.JUDGED, Count.UNJUDGED));
  }

  @Override
  public void open() throws Exception {
    super.open();
    answers = byTime(StateNames.SAID_BY_TIME, StateNames.ANSWERS_BY_TIME, AnswersOfBefore::doubles);
    targets = byTime(StateNames.TRUE_BY_TIME, StateNames.OUTCOMES_BY_TIME, Float::doubleValue);
    timers =
        getInternalTimerService(StateNames.ANSWER_TIMERS_BY_TIME, LongSerializer.INSTANCE, this);
    before =
        new AnswersOfBefore(
            getPartitionedState(StateNames.ANSWER),
            getPartitionedState(StateNames.ANSWER_TARGET),
            getKeyedStateBackend());
    getInternalTimerService(StateNames.ANSWER_TIMERS, VoidNamespaceSerializer.INSTANCE, before);
    wait = spec().labels().remembered().toMillis();
    show(new LiveNumber(JobMetric.WAITING, this::waiting));
  }

  private <T, B> ByTime<T, B> byTime(
      ValueStateDescriptor<T> state, ValueStateDescriptor<B> before, Function<B, T> form)
      throws Exception {
    return new ByTime<>(keyed(state), inState(state), keyed(before), inState(before), form);
  }

  @SuppressWarnings("unchecked") // the type that every backend's keyed state has, by contract
  private <T> InternalValueState<String, Long, T> keyed(ValueStateDescriptor<T> state)
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
    return answers.waiting() + targets.waiting() + before.waiting();
  }

  @Override
  public void processElement1(StreamRecord<GivenAnswer> element) throws Exception {
    double[] output = element.getValue().said();
    Optional<Double> target = before.takeTarget();
    if (target.isPresent()) {
      judge(output, target.get());
      return;
    }
    long time = element.getTimestamp();
    if (!answers.has(time) && mayWait()) {
      answers.put(time, output);
      timers.registerEventTimeTimer(time, forgetAt(time));
    }
  }

  @Override
  public void processElement2(StreamRecord<Outcome> element) throws Exception {
    Outcome outcome = element.getValue();
    Optional<double[]> output = before.takeAnswer();
    if (output.isPresent()) {
      judge(output.get(), outcome.target());
      return;
    }
    if (mayWait()) {
      targets.put(outcome.time(), outcome.target());
      timers.registerEventTimeTimer(outcome.time(), element.getTimestamp());
    }
  }

  private boolean mayWait() {
    if (waiting() >= spec().limits().waiting()) {
      counts().add(Count.UNJUDGED);
      return false;
    }
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
    Optional<Double> target = targets.take(time);
    Optional<double[]> output = answers.take(time);
    if (target.isPresent() && output.isPresent()) {
      timers.deleteEventTimeTimer(time, forgetAt(time));
      judge(output.get(), target.get());
    }
  }

  private void judge(double[] output, double target) {
    counts().add(Count.JUDGED);
    this.output.collect(new StreamRecord<>(new JudgedAnswer(output, target)));
  }

  @Override
  public void onProcessingTime(InternalTimer<String, Long> timer) {
    throw new IllegalStateException("answers are judged by event time only");
  }
}
