package io.gradstream.learning.seen;

/**
 * The durable form of the ids that one model has seen. Arrays handed over are not touched again by
 * either side.
 */
public interface IdStore {

  /** The epoch and how many ids each half has; null before the first. */
  byte[] counts();

  void putCounts(byte[] counts);

  /**
   * Some ids of a half with their times, or null for none.
   *
   * @param half 0 or 1
   * @param number from 0 on
   */
  byte[] bucket(int half, int number);

  void putBucket(int half, int number, byte[] ids);

  void removeBucket(int half, int number);

  /** Removes all buckets of a half. */
  void clear(int half);
}
