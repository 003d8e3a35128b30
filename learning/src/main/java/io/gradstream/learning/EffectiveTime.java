package io.gradstream.learning;

import java.time.Duration;

/**
 * Effective time of one partition: how far it has come, by the event times of its records. It never
 * goes back, and <b>no single record moves it far</b>: a record that lies more than {@code ahead}
 * beyond it is only a <em>claim</em>, which the very next record confirms by lying that far ahead
 * too, and any other forgets. Confirmed is what both say, the smaller of the two times.
 *
 * <p>Where no record lies more than {@code ahead} behind one before it, this is the largest event
 * time so far, from the second record on. A function of the records alone, never of a clock. State
 * of one owner; not thread safe.
 *
 * <p>Of two that are fed the same records, the one that started later is never ahead of the other:
 * after any record, a time is at least that record's or has it as its claim; and of two records in
 * a row, at least the smaller is reached.
 */
public final class EffectiveTime {

  /** Before the first time is known. */
  public static final long NEVER = Long.MIN_VALUE;

  private final long ahead; // milliseconds
  private long reached = NEVER;
  private long claimed = NEVER; // of the record before, if it lay too far ahead
  private boolean isAwaited; // no record stands at what was reached, the next one may

  /**
   * @param ahead how far a record may move time without another that confirms it
   */
  public EffectiveTime(Duration ahead) {
    this.ahead = ahead.toMillis();
  }

  /** Goes on from what a checkpoint kept. */
  public EffectiveTime from(long reached, long claimed) {
    this.reached = reached;
    this.claimed = claimed;
    return this;
  }

  /**
   * Takes a record in.
   *
   * @param time its event time, epoch milliseconds
   * @return where the record itself stands: a claim at its own time, though it moves no other's
   */
  public long advance(long time) {
    isAwaited = false;
    if (claimed == NEVER && time <= reached) {
      return reached;
    }
    if (claimed != NEVER && isFar(time)) {
      reached = Math.min(claimed, time);
    }
    follow(Math.min(claimed, time));
    follow(Math.max(claimed, time));
    claimed = isFar(time) ? time : NEVER;
    return Math.max(reached, time);
  }

  /** Takes a time mark at its word: it says nothing else. */
  public void mark(long time) {
    await(time);
    claimed = NEVER;
  }

  /** Goes on from a time at the least: others have come there while no record came here. */
  public void raise(long time) {
    await(time);
    claimed = isFar(claimed) ? claimed : NEVER;
  }

  private void await(long time) {
    if (time > reached) {
      reached = time;
      isAwaited = true;
    }
  }

  private void follow(long time) {
    if (!isFar(time)) {
      reached = Math.max(reached, time);
    }
  }

  private boolean isFar(long time) {
    if (time == NEVER) {
      return false;
    }
    return reached == NEVER || reached <= Long.MAX_VALUE - ahead && time > reached + ahead;
  }

  /** Where the partition stands, or {@link #NEVER}. */
  public long reached() {
    return reached;
  }

  /** The last time at which a record can stand by now, or {@link #NEVER}. */
  public long occupied() {
    return isAwaited ? reached - 1 : reached;
  }

  /** The time that waits to be confirmed, or {@link #NEVER}. */
  public long claimed() {
    return claimed;
  }
}
