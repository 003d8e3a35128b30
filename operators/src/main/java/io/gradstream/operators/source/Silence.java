package io.gradstream.operators.source;

import io.gradstream.operators.source.TopicLogs.Extent;
import io.gradstream.operators.source.TopicLogs.TopicLog;
import java.time.Duration;
import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which partitions of one topic are silent: for a while no record has come whose time is believed,
 * and a look at the log since then has found nothing unread, or nothing else among what was. One
 * whose records are only slow to come, or whose broker gives no answer, is not. By the wall clock.
 * State of one owner; not thread safe.
 */
final class Silence {

  private static final long NOT_SEEN = Long.MIN_VALUE;

  /** How old a look may be, at least. */
  private static final long FRESH_MILLIS = 3_000;

  private static final long LOOK_EVERY_MILLIS = 1_000;

  /** One partition; its times are of the wall clock. */
  private static final class Quiet {
    private long next; // the offset that is due
    private final long since; // when a record came last whose time is believed
    private long seenEmpty = NOT_SEEN; // when a look found nothing unread
    private long clearTo; // nothing can be read from {@code next} to here
    private long askedAt; // when a look found something unread
    private long foundTo = Long.MAX_VALUE; // and where that ends

    /** Records of no time have come: all that a look has found may have been of them. */
    private void goOn(long next) {
      this.next = next;
      clearTo = Math.max(clearTo, next);
      if (next >= foundTo) {
        seenEmpty = Math.max(seenEmpty, askedAt);
        foundTo = Long.MAX_VALUE;
      }
    }

    private void found(long end, long asked) {
      if (foundTo == Long.MAX_VALUE) {
        foundTo = end;
        askedAt = asked;
      }
    }

    private Quiet(long next, long now) {
      this.next = next;
      this.since = now;
      this.clearTo = next;
    }
  }

  private final Optional<Duration> after;
  private final Map<Integer, Quiet> partitions = new TreeMap<>();
  private final BitSet spoken = new BitSet(); // since the last tick

  /**
   * @param after how long a silent one brings nothing; absent: none is ever silent
   */
  Silence(Optional<Duration> after) {
    this.after = after;
  }

  /** How often to look and to tell, in milliseconds. */
  long period() {
    return after
        .map(span -> Math.max(100, Math.min(LOOK_EVERY_MILLIS, span.toMillis() / 2)))
        .orElse(LOOK_EVERY_MILLIS);
  }

  /** A record has come whose time is believed. */
  void spoke(int partition) {
    spoken.set(partition);
  }

  /**
   * Takes note of what has been read by now.
   *
   * @param due the offset that is next, by partition; without those that somebody else looks after
   */
  void tick(Map<Integer, Long> due, long now) {
    if (after.isPresent()) {
      partitions.keySet().retainAll(due.keySet());
      due.forEach((partition, next) -> heard(partition, next, now));
    }
    spoken.clear();
  }

  private void heard(int partition, long next, long now) {
    Quiet quiet = partitions.computeIfAbsent(partition, added -> new Quiet(next, now));
    if (spoken.get(partition) || next < quiet.next) { // or its log begins anew
      partitions.put(partition, new Quiet(next, now));
    } else {
      quiet.goOn(next);
    }
  }

  /** Whether somebody must look whether anything is unread. */
  boolean isToBeSeen(long now) {
    return partitions.values().stream().anyMatch(quiet -> now - quiet.since >= millis() / 2);
  }

  /**
   * Takes note of a look.
   *
   * @param asked when it was begun
   * @return where records may be unread although none has come for long: offsets by partition
   */
  Map<Integer, Long> seen(TopicLog log, long asked) {
    Map<Integer, Long> unclear = new TreeMap<>();
    partitions.forEach(
        (partition, quiet) -> {
          if (partition < log.partitions().size() && asked >= quiet.since) {
            Extent extent = log.partitions().get(partition);
            if (extent.end() <= quiet.clearTo) {
              quiet.seenEmpty = asked;
              return;
            }
            quiet.found(extent.end(), asked);
            if (asked - quiet.since >= millis()) {
              unclear.put(partition, quiet.next);
            }
          }
        });
    return unclear;
  }

  /** Nothing can be read from one offset of a partition to another: marks of transactions, say. */
  void isClear(int partition, long from, long to) {
    Quiet quiet = partitions.get(partition);
    if (quiet != null && quiet.next == from) {
      quiet.clearTo = Math.max(quiet.clearTo, to);
    }
  }

  boolean isSilent(int partition, long now) {
    Quiet quiet = partitions.get(partition);
    return quiet != null
        && quiet.seenEmpty != NOT_SEEN
        && now - quiet.since >= millis()
        && now - quiet.seenEmpty <= Math.max(FRESH_MILLIS, millis());
  }

  private long millis() {
    return after.map(Duration::toMillis).orElse(Long.MAX_VALUE / 2);
  }
}
