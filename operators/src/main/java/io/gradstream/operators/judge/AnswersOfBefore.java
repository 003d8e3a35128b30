package io.gradstream.operators.judge;

import io.gradstream.operators.StateNames;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.Triggerable;

/**
 * Answers and labels of the current id that a release before left waiting for one another, when
 * they did not tell the id's events apart. None is added; their timers end the last.
 */
final class AnswersOfBefore implements Triggerable<String, VoidNamespace> {

  private final ValueState<float[]> answer;
  private final ValueState<Float> target;
  private long waiting;

  AnswersOfBefore(
      ValueState<float[]> answer, ValueState<Float> target, KeyedStateBackend<String> backend) {
    this.answer = answer;
    this.target = target;
    waiting = count(backend, StateNames.ANSWER) + count(backend, StateNames.ANSWER_TARGET);
  }

  private static long count(KeyedStateBackend<String> backend, StateDescriptor<?, ?> state) {
    try (Stream<String> ids = backend.getKeys(state.getName(), VoidNamespace.INSTANCE)) {
      return ids.count();
    }
  }

  long waiting() {
    return waiting;
  }

  /** Takes the answer that waits for its label, if one does. */
  Optional<double[]> takeAnswer() throws Exception {
    return waiting == 0 ? Optional.empty() : take(answer).map(AnswersOfBefore::doubles);
  }

  /** Takes the label that waits for its answer, if one does. */
  Optional<Double> takeTarget() throws Exception {
    return waiting == 0 ? Optional.empty() : take(target).map(Float::doubleValue);
  }

  static double[] doubles(float[] floats) {
    double[] doubles = new double[floats.length];
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = floats[i];
    }
    return doubles;
  }

  private <T> Optional<T> take(ValueState<T> state) throws Exception {
    Optional<T> value = Optional.ofNullable(state.value());
    if (value.isPresent()) {
      state.clear();
      waiting--;
    }
    return value;
  }

  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    take(answer);
    take(target);
  }

  @Override
  public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
    throw new IllegalStateException("answers are judged by event time only");
  }
}
