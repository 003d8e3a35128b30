package io.gradstream.operators.learn;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which keys' snapshots are published next: only keys changed since their last one, those that have
 * waited longest first, and never more than so many a second. Holds each key once, however often it
 * changes. State of one owner; not thread safe.
 */
final class SnapshotPolicy {

  private static final double MILLIS_PER_SECOND = 1000;

  private final int atMostPerSecond;
  private final Set<String> changed = new LinkedHashSet<>();
  private double allowance;
  private long allowedAt;

  /**
   * @param now wall clock, epoch milliseconds
   */
  SnapshotPolicy(int atMostPerSecond, long now) {
    this.atMostPerSecond = atMostPerSecond;
    allowance = atMostPerSecond;
    allowedAt = now;
  }

  /**
   * Notes a new version of a key.
   *
   * @return whether it is the first since its last snapshot
   */
  boolean changed(String key) {
    return changed.add(key);
  }

  /** How many keys wait to be published. */
  int waiting() {
    return changed.size();
  }

  /** Takes the keys to publish now. */
  List<String> due(long now) {
    double earned = Math.max(0, now - allowedAt) * atMostPerSecond / MILLIS_PER_SECOND;
    allowance = Math.min(atMostPerSecond, allowance + earned);
    allowedAt = now;
    List<String> due = take((int) allowance);
    allowance -= due.size();
    return due;
  }

  /** Takes every key, at the end of a bounded input. */
  List<String> all() {
    return take(changed.size());
  }

  private List<String> take(int most) {
    List<String> taken = new ArrayList<>();
    Iterator<String> keys = changed.iterator();
    while (taken.size() < most && keys.hasNext()) {
      taken.add(keys.next());
      keys.remove();
    }
    return taken;
  }
}
