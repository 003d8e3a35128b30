package io.gradstream.serving.http;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The work of an answer to a body, done turn by turn, so that a long one holds up no other. Used by
 * one thread at a time; closed when it is over, however it ends.
 *
 * @param <R> what the answer is
 */
public interface Work<R> extends AutoCloseable {

  /** Whether the body is still to be read: whatever fails until then is the caller's mistake. */
  boolean isReading();

  /**
   * What works of the same kind take turns at, once the body has been read; those of another lane
   * may be done at the same time.
   */
  Object lane();

  /**
   * Does a part of the work that takes milliseconds.
   *
   * @return nothing when there is more to do
   * @throws HttpProblem when the request cannot be answered
   */
  Optional<R> turn();

  /**
   * Answers that are there and go ahead of the last, where an answer is a stream of them; each is
   * given once.
   */
  default List<R> ahead() {
    return List.of();
  }

  /** What can be said when its time is over; nothing where that alone is to be said. */
  default Optional<R> overdue() {
    return Optional.empty();
  }

  /** How long the next turn should wait, for what others are to bring; zero as a rule. */
  default Duration rest() {
    return Duration.ZERO;
  }

  @Override
  void close();
}
