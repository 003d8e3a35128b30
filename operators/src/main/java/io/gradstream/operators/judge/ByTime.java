package io.gradstream.operators.judge;

import java.util.Optional;
import java.util.function.Function;
import org.apache.flink.runtime.state.internal.InternalValueState;

/**
 * What waits of the current id, one thing for each effective time of its events; with what a
 * release before left waiting in another form. None is added to that. Of one operator, not thread
 * safe.
 *
 * @param <B> the form of before
 */
final class ByTime<T, B> {

  private final InternalValueState<String, Long, T> state;
  private final InternalValueState<String, Long, B> before;
  private final Function<B, T> form;
  private long waiting;
  private long waitingOfBefore;

  /**
   * @param waiting how many are in the state that was restored
   * @param waitingOfBefore how many in that of before
   */
  ByTime(
      InternalValueState<String, Long, T> state,
      long waiting,
      InternalValueState<String, Long, B> before,
      long waitingOfBefore,
      Function<B, T> form) {
    this.state = state;
    this.waiting = waiting;
    this.before = before;
    this.waitingOfBefore = waitingOfBefore;
    this.form = form;
  }

  /** Over all ids. */
  long waiting() {
    return waiting + waitingOfBefore;
  }

  boolean has(long time) throws Exception {
    state.setCurrentNamespace(time);
    if (state.value() != null) {
      return true;
    }
    before.setCurrentNamespace(time);
    return waitingOfBefore > 0 && before.value() != null;
  }

  /** In place of what is there. */
  void put(long time, T value) throws Exception {
    take(time);
    state.setCurrentNamespace(time);
    state.update(value);
    waiting++;
  }

  Optional<T> take(long time) throws Exception {
    state.setCurrentNamespace(time);
    T value = state.value();
    if (value != null) {
      state.clear();
      waiting--;
      return Optional.of(value);
    }
    return waitingOfBefore > 0 ? takeOfBefore(time) : Optional.empty();
  }

  private Optional<T> takeOfBefore(long time) throws Exception {
    before.setCurrentNamespace(time);
    B value = before.value();
    if (value == null) {
      return Optional.empty();
    }
    before.clear();
    waitingOfBefore--;
    return Optional.of(form.apply(value));
  }
}
