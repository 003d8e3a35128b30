package io.gradstream.learning.seen;

import java.util.Arrays;

/**
 * One half of the ids that a model has seen: those in buckets, which lie in a store, and those that
 * came since. What the buckets are after a {@link #write} depends on the ids and their order alone,
 * not on when it was written before. Mutable, one owner, not thread safe.
 */
final class IdHalf {

  private final int half; // 0 or 1
  private final FreshIds fresh = new FreshIds();
  private long stored; // ids in buckets
  private IdFilter filter; // of all; null: of none
  private long looks; // without a filter

  IdHalf(int half, long stored) {
    this.half = half;
    this.stored = stored;
    filter = stored == 0 ? IdFilter.of(0) : null;
  }

  long stored() {
    return stored;
  }

  Long get(byte[] id, int hash, IdStore store) {
    lookForAFilter(store);
    if (filter != null && !filter.mayHold(hash)) {
      return null;
    }
    Long time = fresh.get(id, hash);
    if (time != null || stored == 0) {
      return time;
    }
    byte[] bucket = bucket(IdBucket.of(hash, IdBucket.buckets(stored)), store);
    int at = bucket == null ? -1 : IdBucket.find(bucket, IdBucket.HEAD, bucket.length, id);
    return at < 0 ? null : IdBucket.time(bucket, at);
  }

  /** Reading all ids once is worth it after as many looks; not of more than a filter can hold. */
  private void lookForAFilter(IdStore store) {
    if (filter == null && ++looks >= stored) {
      renewFilter(store);
      looks = 0;
    }
  }

  private void renewFilter(IdStore store) {
    filter = IdFilter.of(stored + fresh.size());
    if (filter == null) {
      return;
    }
    for (int index = 0; index < fresh.size(); index++) {
      filter.add(fresh.hash(index));
    }
    int buckets = stored == 0 ? 0 : IdBucket.buckets(stored);
    for (int number = 0; number < buckets; number++) {
      byte[] bucket = bucket(number, store);
      for (int at = IdBucket.HEAD; bucket != null && at < bucket.length; ) {
        int length = IdBucket.length(bucket, at);
        filter.add(IdBucket.hash(bucket, at + IdBucket.lengthOf(length), length));
        at += IdBucket.entry(length);
      }
    }
  }

  /** Bytes in memory beside what came since the last write. */
  int filterBytes() {
    return filter == null ? 0 : filter.bytes();
  }

  private byte[] bucket(int number, IdStore store) {
    return IdBucket.checked(store.bucket(half, number));
  }

  /** Adds an id that it has not. */
  void add(byte[] id, int hash, long time, IdStore store) {
    fresh.add(id, hash, time);
    if (filter != null) {
      if (filter.isFull(stored + fresh.size())) {
        renewFilter(store);
      } else {
        filter.add(hash);
      }
    }
  }

  void clear(IdStore store) {
    fresh.clear();
    filter = IdFilter.of(0);
    looks = 0;
    if (stored > 0) {
      store.clear(half);
      stored = 0;
    }
  }

  /** Puts what came since into buckets. */
  void write(IdStore store) {
    if (fresh.size() > 0) {
      int buckets = IdBucket.buckets(stored + fresh.size());
      if (stored > 0) {
        for (int added = IdBucket.buckets(stored); added < buckets; added++) {
          split(added, store);
        }
      }
      append(buckets, store);
      stored += fresh.size();
      fresh.clear();
    }
  }

  /** Adds a bucket behind so many, and gives it its part of another one's ids. */
  private void split(int buckets, IdStore store) {
    int source = IdBucket.source(buckets);
    byte[] whole = bucket(source, store);
    if (whole == null) {
      return;
    }
    byte[] stays = IdBucket.ofSize(whole.length);
    byte[] goes = IdBucket.ofSize(whole.length);
    int staysEnd = IdBucket.HEAD;
    int goesEnd = IdBucket.HEAD;
    for (int at = IdBucket.HEAD, next; at < whole.length; at = next) {
      int length = IdBucket.length(whole, at);
      next = at + IdBucket.entry(length);
      int hash = IdBucket.hash(whole, at + IdBucket.lengthOf(length), length);
      if (IdBucket.of(hash, buckets + 1) == source) {
        System.arraycopy(whole, at, stays, staysEnd, next - at);
        staysEnd += next - at;
      } else {
        System.arraycopy(whole, at, goes, goesEnd, next - at);
        goesEnd += next - at;
      }
    }
    if (goesEnd > IdBucket.HEAD) {
      put(source, Arrays.copyOf(stays, staysEnd), store);
      put(buckets, Arrays.copyOf(goes, goesEnd), store);
    }
  }

  private void put(int number, byte[] bucket, IdStore store) {
    if (bucket.length > IdBucket.HEAD) {
      store.putBucket(half, number, bucket);
    } else {
      store.removeBucket(half, number);
    }
  }

  /** Each bucket once, its new ids in the order they came. */
  private void append(int buckets, IdStore store) {
    long[] order = new long[fresh.size()]; // bucket, then index
    for (int index = 0; index < order.length; index++) {
      order[index] = (long) IdBucket.of(fresh.hash(index), buckets) << 32 | index;
    }
    Arrays.sort(order);
    for (int from = 0, to; from < order.length; from = to) {
      int number = (int) (order[from] >>> 32);
      int bytes = 0;
      for (to = from; to < order.length && (int) (order[to] >>> 32) == number; to++) {
        bytes += fresh.entryBytes((int) order[to]);
      }
      append(number, bytes, order, from, to, store);
    }
  }

  private void append(int number, int bytes, long[] order, int from, int to, IdStore store) {
    byte[] before = bucket(number, store);
    int at = before == null ? IdBucket.HEAD : before.length;
    byte[] bucket =
        before == null ? IdBucket.ofSize(bytes) : Arrays.copyOf(before, before.length + bytes);
    for (int i = from; i < to; i++) {
      at = fresh.copy((int) order[i], bucket, at);
    }
    store.putBucket(half, number, bucket);
  }
}
