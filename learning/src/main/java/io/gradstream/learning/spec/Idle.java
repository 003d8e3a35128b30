package io.gradstream.learning.spec;

import java.time.Duration;
import java.util.Optional;

/**
 * When a silent partition no longer holds learning back: one that is read to its end and has
 * brought nothing for a while, by the wall clock.
 *
 * @param after how long it must have been silent; absent: it holds learning back for ever, and what
 *     is learned never depends on a clock
 * @param wholeTopics whether a topic of which all partitions are silent lets the other topic go on;
 *     else it holds that back, since its labels or events may only be late
 */
public record Idle(Optional<Duration> after, boolean wholeTopics) {

  /** What holds where a spec says nothing. */
  public static final Idle DEFAULT = new Idle(Optional.of(Duration.ofSeconds(5)), false);

  /** Learning waits for every partition. */
  public static final Idle NEVER = new Idle(Optional.empty(), false);

  /** What a spec means that says how long. */
  public static Idle after(Duration silence) {
    return new Idle(Optional.of(silence), true);
  }
}
