package io.gradstream.learning.seen;

import java.util.Arrays;

/**
 * Ids of one half that came since its buckets were written, in the order they came: entries as in
 * an {@link IdBucket}, and a table that finds them. No object for each id. Mutable, one owner, not
 * thread safe.
 */
final class FreshIds {

  private static final int LEAST = 16;

  private byte[] entries = new byte[LEAST * 16];
  private int end; // of the entries
  private int[] starts = new int[LEAST]; // [size]: where each entry begins
  private int[] hashes = new int[LEAST]; // [size]
  private int[] slots = new int[2 * LEAST]; // index of an id, and 1; 0: empty
  private int size;

  int size() {
    return size;
  }

  /** Bytes of all entries. */
  int bytes() {
    return end;
  }

  /** The time of an id, or null. */
  Long get(byte[] id, int hash) {
    int mask = slots.length - 1;
    for (int slot = hash & mask; slots[slot] != 0; slot = slot + 1 & mask) {
      int index = slots[slot] - 1;
      if (hashes[index] == hash) {
        int time = IdBucket.find(entries, starts[index], endOf(index), id);
        if (time >= 0) {
          return IdBucket.time(entries, time);
        }
      }
    }
    return null;
  }

  /** Adds an id that is not among them. */
  void add(byte[] id, int hash, long time) {
    makeRoom(IdBucket.entry(id.length));
    starts[size] = end;
    hashes[size] = hash;
    end = IdBucket.write(entries, end, id, time);
    size++;
    enter(size - 1);
  }

  private void enter(int index) {
    int mask = slots.length - 1;
    int slot = hashes[index] & mask;
    while (slots[slot] != 0) {
      slot = slot + 1 & mask;
    }
    slots[slot] = index + 1;
  }

  private void makeRoom(int bytes) {
    if (entries.length - end < bytes) {
      entries = Arrays.copyOf(entries, Math.max(2 * entries.length, end + bytes));
    }
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, 2 * size);
      hashes = Arrays.copyOf(hashes, 2 * size);
      slots = new int[4 * size];
      for (int index = 0; index < size; index++) {
        enter(index);
      }
    }
  }

  private int endOf(int index) {
    return index + 1 < size ? starts[index + 1] : end;
  }

  int hash(int index) {
    return hashes[index];
  }

  int entryBytes(int index) {
    return endOf(index) - starts[index];
  }

  /** Copies an entry and gives the place behind it. */
  int copy(int index, byte[] to, int at) {
    int bytes = entryBytes(index);
    System.arraycopy(entries, starts[index], to, at, bytes);
    return at + bytes;
  }

  /** Lets all go; what was taken for many is given back. */
  void clear() {
    if (size > 0) {
      entries = new byte[LEAST * 16];
      starts = new int[LEAST];
      hashes = new int[LEAST];
      slots = new int[2 * LEAST];
      end = 0;
      size = 0;
    }
  }
}
