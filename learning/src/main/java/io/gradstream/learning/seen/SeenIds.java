package io.gradstream.learning.seen;

import java.time.Duration;

/**
 * Finds an id that comes again within a time, in effective time and without timers, for labels
 * inside the event. Time is cut into epochs as long as the wait; ids of the current epoch stand in
 * one half of the memory, those of the one before in the other, and a half is emptied as a whole
 * when its epoch is two behind. The time of each id is kept, so the answer is exact. Holds no state
 * of its own.
 */
public final class SeenIds {

  /** The ids seen, as one owner keeps them (Flink's keyed state, or maps). */
  public interface Memory {

    /** The current epoch; null before the first id. */
    Long epoch();

    void setEpoch(long epoch);

    /**
     * The effective time of the id in that half, or null.
     *
     * @param half 0 or 1
     */
    Long get(int half, String id);

    void put(int half, String id, long time);

    void clear(int half);
  }

  private final long within; // milliseconds, the last included

  public SeenIds(Duration within) {
    this.within = within.toMillis();
  }

  /**
   * Whether the id came already at most {@code within} before; if not, it is remembered. A
   * duplicate does not prolong the wait.
   *
   * @param time effective time, not before that of the call before with the same memory
   */
  public boolean isDuplicate(String id, long time, Memory memory) {
    long epoch = Math.floorDiv(time, Math.max(1, within));
    enter(epoch, memory);
    int half = half(epoch);
    if (isRecent(memory.get(half, id), time) || isRecent(memory.get(1 - half, id), time)) {
      return true;
    }
    memory.put(half, id, time);
    return false;
  }

  private static void enter(long epoch, Memory memory) {
    Long current = memory.epoch();
    if (current != null && current == epoch) {
      return;
    }
    if (current != null) {
      memory.clear(half(epoch));
      if (epoch != current + 1) {
        memory.clear(1 - half(epoch));
      }
    }
    memory.setEpoch(epoch);
  }

  private boolean isRecent(Long seen, long time) {
    return seen != null && time - seen <= within;
  }

  private static int half(long epoch) {
    return (int) (epoch & 1);
  }
}
