package io.gradstream.faults;

import java.time.Duration;

/**
 * What came of a fault.
 *
 * @param hit what was hit
 * @param events fed so far
 * @param lost examples that were not learned
 * @param doubled examples that were learned once more
 * @param equal whether every bit of the state is the plain learner's
 * @param recovery from the fault to the first answer after it
 */
public record FaultResult(
    String fault,
    String hit,
    long events,
    long lost,
    long doubled,
    boolean equal,
    Duration recovery) {

  /** Nothing lost, nothing doubled, nothing different. */
  public boolean isGood() {
    return equal && lost == 0 && doubled == 0;
  }
}
